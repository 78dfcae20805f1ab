package io.github.githubjirasync.sync.job;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubListing;
import io.github.githubjirasync.github.GitHubRepository;
import io.github.githubjirasync.jira.JiraBulk;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.jira.JiraListing;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.BackfillProgress;
import io.github.githubjirasync.sync.BackfillProgress.Page;
import io.github.githubjirasync.sync.BackfillProgress.State;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one page of issues after the other and enqueues a job for each that is not in
 * step with its twin. A page costs one call that lists it, one query for its mappings,
 * and one call for the Jira twins of GitHub issues; its jobs are enqueued together. A
 * page that is looked at again enqueues nothing twice.
 */
final class BackfillWalk {

	private static final String EVENT = "backfill";

	/** Nobody's change: it is no echo, and two of them do not stand for each other. */
	private static final Actor NOBODY = new Actor("0", EVENT);

	private final GitHubListing github;

	private final GitHubDirectory directory;

	private final JiraListing jira;

	private final JiraBulk bulk;

	private final IssueMappingBatches mappings;

	private final JobQueue queue;

	private final Clock clock;

	BackfillWalk(GitHubListing github, GitHubDirectory directory, JiraListing jira, JiraBulk bulk,
			IssueMappingBatches mappings, JobQueue queue, Clock clock) {
		this.github = github;
		this.directory = directory;
		this.jira = jira;
		this.bulk = bulk;
		this.mappings = mappings;
		this.queue = queue;
		this.clock = clock;
	}

	/** Whose issues come first; {@code null} if the link names neither side. */
	static @Nullable Origin firstSide(Link link) {
		if (link.toJira() && !Link.ANY.equals(link.github().repository())) {
			return Origin.GITHUB;
		}
		return (link.toGitHub() && !Link.ANY.equals(link.jira().project())) ? Origin.JIRA : null;
	}

	/**
	 * Looks at the page that comes next.
	 * @param progress how it went until now
	 * @param link the link
	 * @return how it went with that page
	 */
	BackfillProgress next(BackfillProgress progress, Link link) {
		return (progress.side() == Origin.GITHUB) ? onGitHub(progress, link) : inJira(progress, link);
	}

	private BackfillProgress onGitHub(BackfillProgress progress, Link link) {
		String repository = link.github().repository();
		boolean secret = this.directory.repository(repository)
			.map(GitHubRepository::privateRepository)
			.orElseThrow(() -> new UpstreamException.Gone(Upstream.GITHUB,
					"The repository " + repository + " does not exist, or may not be seen"));
		String cursor = progress.cursor();
		GitHubListing.Page page = this.github.issues(repository, (cursor != null) ? URI.create(cursor) : null);
		List<GitHubIssueSnapshot> issues = page.issues()
			.stream()
			.map((issue) -> Snapshots.of(issue, secret))
			.filter((issue) -> link.filter().admits(issue))
			.toList();
		Page looked = enqueueFromGitHub(progress.run(), link, issues, page.issues());
		URI next = page.next();
		boolean more = next != null;
		boolean jiraToo = link.toGitHub() && !Link.ANY.equals(link.jira().project());
		BackfillProgress after = progress.after(looked, (more || !jiraToo) ? Origin.GITHUB : Origin.JIRA,
				(next != null) ? next.toString() : null, this.clock.instant());
		return (more || jiraToo) ? after : after.in(State.DONE, null, this.clock.instant());
	}

	private Page enqueueFromGitHub(String run, Link link, List<GitHubIssueSnapshot> issues, List<GitHubIssue> all) {
		Map<Long, IssueMapping> known = new HashMap<>();
		this.mappings.loadByGitHubIssues(issues.stream().map(GitHubIssueSnapshot::id).toList())
			.forEach((mapping) -> known.put(Objects.requireNonNull(mapping.github()).issueId(), mapping));
		Map<Long, JiraIssueSnapshot> twins = twins(known);
		List<NewJob> jobs = new ArrayList<>();
		int inStep = 0;
		for (GitHubIssueSnapshot issue : issues) {
			@Nullable IssueMapping mapping = known.get(issue.id());
			if (mapping == null || !mapping.complete()) {
				jobs.add(job(run, link, issue));
			}
			else if (!rests(mapping)) {
				@Nullable JiraIssueSnapshot twin = twins.get(Objects.requireNonNull(mapping.jira()).issueId());
				if (newer(issue.updatedAt(), mapping.state().githubUpdatedAt())) {
					jobs.add(job(run, link, issue));
				}
				else if (twin != null && link.toGitHub() && newer(twin.updatedAt(), mapping.state().jiraUpdatedAt())) {
					jobs.add(job(run, link, twin, issue.id()));
				}
				else {
					inStep++;
				}
			}
		}
		enqueue(jobs);
		return new Page(all.size(), jobs.size(), inStep);
	}

	private Map<Long, JiraIssueSnapshot> twins(Map<Long, IssueMapping> known) {
		List<String> ids = known.values()
			.stream()
			.filter((mapping) -> mapping.complete() && !rests(mapping))
			.map((mapping) -> Long.toString(Objects.requireNonNull(mapping.jira()).issueId()))
			.toList();
		Map<Long, JiraIssueSnapshot> twins = new HashMap<>();
		if (!ids.isEmpty()) {
			this.bulk.issues(ids).forEach((issue) -> twins.put(issue.id(), Snapshots.of(issue)));
		}
		return twins;
	}

	private BackfillProgress inJira(BackfillProgress progress, Link link) {
		JiraListing.Page page = this.jira.issues(link.jira().project(), progress.cursor());
		List<JiraIssueSnapshot> issues = page.issues()
			.stream()
			.filter((issue) -> !issue.secured())
			.map(Snapshots::of)
			.filter((issue) -> link.filter().admits(issue))
			.toList();
		Page looked = enqueueFromJira(progress.run(), link, issues, page.issues());
		BackfillProgress after = progress.after(looked, Origin.JIRA, page.next(), this.clock.instant());
		return (page.next() != null) ? after : after.in(State.DONE, null, this.clock.instant());
	}

	private Page enqueueFromJira(String run, Link link, List<JiraIssueSnapshot> issues, List<JiraIssue> all) {
		Map<Long, IssueMapping> known = new HashMap<>();
		this.mappings.loadByJiraIssues(issues.stream().map(JiraIssueSnapshot::id).toList())
			.forEach((mapping) -> known.put(Objects.requireNonNull(mapping.jira()).issueId(), mapping));
		// What has a twin was looked at with it.
		boolean twinsToo = firstSide(link) == Origin.JIRA;
		List<NewJob> jobs = new ArrayList<>();
		int inStep = 0;
		for (JiraIssueSnapshot issue : issues) {
			@Nullable IssueMapping mapping = known.get(issue.id());
			@Nullable GitHubSide side = (mapping != null) ? mapping.github() : null;
			if (mapping == null || side == null) {
				jobs.add(job(run, link, issue, null));
			}
			else if (twinsToo && !rests(mapping) && newer(issue.updatedAt(), mapping.state().jiraUpdatedAt())) {
				jobs.add(job(run, link, issue, side.issueId()));
			}
			else {
				inStep++;
			}
		}
		enqueue(jobs);
		return new Page(all.size(), jobs.size(), inStep);
	}

	private static boolean rests(IssueMapping mapping) {
		return Field.isDeleted(mapping) || Filtered.isOut(mapping);
	}

	private static boolean newer(Instant updated, @Nullable Instant synced) {
		return synced == null || updated.isAfter(synced);
	}

	private void enqueue(List<NewJob> jobs) {
		if (!jobs.isEmpty()) {
			this.queue.enqueueAll(jobs);
		}
	}

	private static NewJob job(String run, Link link, GitHubIssueSnapshot issue) {
		return job(run, link, new GitHubIssueChanged(Change.Kind.UPDATED, EVENT, issue, NOBODY),
				Lanes.ofGitHubIssue(issue.id()), Upstream.JIRA, "github-" + issue.id());
	}

	private static NewJob job(String run, Link link, JiraIssueSnapshot issue, @Nullable Long githubIssueId) {
		String lane = (githubIssueId != null) ? Lanes.ofGitHubIssue(githubIssueId) : Lanes.ofJiraIssue(issue.id());
		return job(run, link, new JiraIssueChanged(Change.Kind.UPDATED, issue, Set.of(), NOBODY, issue.updatedAt()),
				lane, Upstream.GITHUB, "jira-" + issue.id());
	}

	private static NewJob job(String run, Link link, Change change, String lane, Upstream to, String issue) {
		return new NewJob(lane, SyncJob.kind(change), JobPriority.LOW, new SyncJob(link.name(), EVENT, change).toJson(),
				null, List.of(Holding.scope(to), "link:" + link.name()),
				"backfill-" + link.name() + "-" + run + "-" + issue, null);
	}

}
