package io.github.githubjirasync.sync.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.Preview;
import io.github.githubjirasync.sync.job.Planning.Planned;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.FieldResult;
import io.github.githubjirasync.sync.plan.Plan;
import io.github.githubjirasync.sync.plan.Reason;
import io.github.githubjirasync.sync.plan.Situation;
import io.github.githubjirasync.text.ConversionContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans as jobs do, and shows them.
 */
final class PlanningDryRun implements DryRun {

	private final Links links;

	private final IssueMappings mappings;

	private final GitHubClient github;

	private final JiraClient jira;

	private final Planning planning;

	private final Texts texts;

	private final RepositoryIds repositories;

	private final Whereabouts whereabouts;

	private final Privacy privacy;

	PlanningDryRun(Links links, IssueMappings mappings, GitHubClient github, JiraClient jira, Planning planning,
			Texts texts, RepositoryIds repositories, Whereabouts whereabouts, Privacy privacy) {
		this.links = links;
		this.mappings = mappings;
		this.github = github;
		this.jira = jira;
		this.planning = planning;
		this.texts = texts;
		this.repositories = repositories;
		this.whereabouts = whereabouts;
		this.privacy = privacy;
	}

	@Override
	public Preview ofJob(String kind, String payload) {
		SyncJob job;
		try {
			job = SyncJob.read(kind, payload);
		}
		catch (UnreadableJobException ex) {
			return nothing(null, null, null, String.valueOf(ex.getMessage()));
		}
		Optional<Link> link = this.links.named(job.link());
		if (link.isEmpty()) {
			return nothing(job.link(), null, null, "The link '" + job.link() + "' is not configured.");
		}
		if (job.change() instanceof GitHubIssueChanged change) {
			GitHubIssueSnapshot issue = change.issue();
			if (change.kind() != Change.Kind.DELETED && this.mappings.findByGitHubIssue(issue.id()).isEmpty()
					&& Transfers.isGone(issue, this.github)) {
				return nothing(job.link(), issue.ref().toString(), null, "It was transferred to another repository.");
			}
			return onGitHub(change.issue(), link.get(), false);
		}
		if (job.change() instanceof JiraIssueChanged change) {
			return inJira(change.issue(), change.changedFields(), link.get(), false);
		}
		return nothing(job.link(), null, null, "Only changes of issues are previewed.");
	}

	@Override
	public Preview ofGitHubIssue(GitHubIssueRef ref) {
		return this.repositories.linkOf(ref.repository())
			.map((link) -> onGitHub(now(ref), link, true))
			.orElseGet(() -> nothing(null, ref.toString(), null, "No link is for " + ref.repository() + "."));
	}

	@Override
	public Preview ofJiraIssue(JiraIssueKey key) {
		return this.links.ofProject(key.projectKey())
			.map((link) -> inJira(Snapshots.of(this.jira.issue(key.value())), Set.of(), link, true))
			.orElseGet(() -> nothing(null, null, key.value(), "No link is for " + key.projectKey() + "."));
	}

	private GitHubIssueSnapshot now(GitHubIssueRef ref) {
		GitHubIssue issue = this.github.issue(ref);
		return Snapshots.of(issue, this.privacy.mayBePrivate(issue.ref().repository()));
	}

	private Preview onGitHub(GitHubIssueSnapshot issue, Link link, boolean newest) {
		String ref = issue.ref().toString();
		if (!link.filter().admits(issue)) {
			return nothing(link.name(), ref, null, "The link's filter is not for it.");
		}
		if (!link.toJira()) {
			return nothing(link.name(), ref, null, "The link goes to GitHub only.");
		}
		if (this.whereabouts.rests(issue.id()).isPresent()) {
			return nothing(link.name(), ref, null, "Its Jira twin was moved to a project without a link.");
		}
		Optional<Link> open = this.privacy.towardsJira(issue, link);
		if (open.isEmpty()) {
			return nothing(link.name(), ref, null,
					"Its repository is private and the project public, and the link has no allow-private-to-public.");
		}
		Situation start = Situation.onGitHub(issue, false, SyncedState.NONE, open.get(),
				this.texts.in(issue.ref().repository()));
		return preview(this.mappings.findByGitHubIssue(issue.id()), start, newest, ref, null);
	}

	private Preview inJira(JiraIssueSnapshot issue, Set<String> changed, Link link, boolean newest) {
		String key = issue.key().value();
		if (issue.secured()) {
			return nothing(link.name(), null, key, "It has a security level, so that nothing of it leaves Jira.");
		}
		if (!link.filter().admits(issue)) {
			return nothing(link.name(), null, key, "The link's filter is not for it.");
		}
		if (!link.toGitHub()) {
			return nothing(link.name(), null, key, "The link goes to Jira only.");
		}
		if (this.whereabouts.isAway(issue.key())) {
			return nothing(link.name(), null, key, "It was moved to a project without a link.");
		}
		Optional<Link> open = this.privacy.towardsGitHub(issue.id(), link);
		if (open.isEmpty()) {
			return nothing(link.name(), null, key,
					"Its repository is public and the project is not, and the link has no allow-private-to-public.");
		}
		Optional<IssueMapping> known = this.mappings.findByJiraIssue(issue.id());
		String repository = known.map(IssueMapping::github)
			.map((side) -> side.ref().repository())
			.orElseGet(link::repositoryForNewIssues);
		Situation start = Situation.inJira(issue, changed, false, SyncedState.NONE, open.get(),
				this.texts.in(repository));
		return preview(known, start, newest, null, key);
	}

	private Preview preview(Optional<IssueMapping> known, Situation start, boolean newest, @Nullable String ref,
			@Nullable String key) {
		Link link = start.link();
		if (known.filter(IssueMapping::complete).isEmpty()) {
			Plan plan = this.planning.newTwin(start);
			return shown(link, ref, key, "A twin would be created.", plan, start);
		}
		IssueMapping mapping = known.get();
		String github = (mapping.github() != null) ? mapping.github().ref().toString() : ref;
		String jira = (mapping.jira() != null) ? mapping.jira().key().value() : key;
		if (Field.isDeleted(mapping)) {
			return nothing(link.name(), github, jira, "One of the twins was deleted.");
		}
		if (Filtered.isOut(mapping)) {
			return nothing(link.name(), github, jira, "One of the twins has left the link's filter.");
		}
		Optional<Planned> planned = this.planning.plan(mapping, start.since(mapping.state()), newest);
		if (planned.isEmpty()) {
			return nothing(link.name(), github, jira, "The issue cannot be seen, or has a security level.");
		}
		Plan plan = planned.get().plan();
		return shown(link, github, jira, plan.isEmpty() ? "Nothing would be changed." : "The twins would be changed.",
				plan, planned.get().situation());
	}

	private static Preview shown(Link link, @Nullable String github, @Nullable String jira, String verdict, Plan plan,
			Situation situation) {
		List<String> calls = plan.steps().stream().map((step) -> step.call().describe()).toList();
		List<Preview.FieldDiff> fields = plan.results()
			.stream()
			.filter((result) -> result.reason() != Reason.UNMAPPED)
			.map((result) -> new Preview.FieldDiff(result.field(), result.reason().words(), result.to(),
					before(result, situation), result.after(), result.note()))
			.toList();
		return new Preview(link.name(), github, jira, verdict, calls, fields);
	}

	/** The planner keeps no text of Jira's, only a digest. */
	private static @Nullable String before(FieldResult result, Situation situation) {
		if (situation.jira() != null && situation.jira().secured() && result.to() == Origin.JIRA) {
			return null;
		}
		if (!result.field().equals(Field.BODY) || result.to() != Origin.JIRA || situation.jira() == null) {
			return result.before();
		}
		return Field.markdown(situation.jira().description(), ConversionContext.NONE);
	}

	private static Preview nothing(@Nullable String link, @Nullable String github, @Nullable String jira,
			String verdict) {
		return new Preview(link, github, jira, verdict, List.of(), List.of());
	}

}
