package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraFieldValues;
import io.github.githubjirasync.jira.JiraIssueLink;
import io.github.githubjirasync.jira.JiraIssueUpdate;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.sync.link.SubIssueRule;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Keeps in step what is a part of what: sub-issues on GitHub, and parents or links in
 * Jira. What was last in step is noted with the mapping of the part, so that our own
 * writes change nothing when they come back. It is a little longer than usual, since both
 * directions share what is noted.
 */
final class SubIssues {

	private static final String NONE = "";

	private static final String LINKED = "link ";

	private final IssueMappings mappings;

	private final GitHubIssueSync githubIssues;

	private final JiraIssueSync jiraIssues;

	private final GitHubClient github;

	private final JiraClient jira;

	private final Links links;

	private final RepositoryIds repositories;

	private final Privacy privacy;

	SubIssues(IssueMappings mappings, GitHubIssueSync githubIssues, JiraIssueSync jiraIssues, GitHubClient github,
			JiraClient jira, Links links, RepositoryIds repositories, Privacy privacy) {
		this.mappings = mappings;
		this.githubIssues = githubIssues;
		this.jiraIssues = jiraIssues;
		this.github = github;
		this.jira = jira;
		this.links = links;
		this.repositories = repositories;
		this.privacy = privacy;
	}

	/**
	 * Applies what GitHub tells of a sub-issue. Its parent of now counts, whatever the
	 * order of deliveries.
	 */
	JobOutcome apply(GitHubSubIssueChanged change, Link link) {
		if (link.subIssues().as() == SubIssueRule.As.OFF) {
			return new JobOutcome.Ignored("the link leaves sub-issues alone");
		}
		if (!link.filter().admits(change.issue())) {
			return Filtered.LEFT;
		}
		Optional<IssueMapping> pair = this.githubIssues.twin(change.issue(), link);
		if (pair.isEmpty()) {
			return Privacy.NOT_FOR_JIRA;
		}
		IssueMapping part = pair.get();
		if (Field.isDeleted(part)) {
			return new JobOutcome.Ignored("one of the twins was deleted");
		}
		if (Filtered.isOut(part)) {
			return Filtered.TWIN_LEFT;
		}
		FieldState before = noted(part);
		Optional<GitHubIssue> parent = this.github.parent(change.issue().ref());
		String now = parent.map((issue) -> Long.toString(issue.id())).orElse(NONE);
		if (now.equals(before.github())) {
			return new JobOutcome.Ignored("nothing to change");
		}
		JiraSide side = Objects.requireNonNull(part.jira());
		if (parent.isEmpty()) {
			clearInJira(side, before);
			save(part, new FieldState(NONE, NONE));
			return new JobOutcome.Done(side.key() + " has no parent any more");
		}
		GitHubIssueSnapshot shown = whole(parent.get(), change.parent());
		if (this.privacy.towardsJira(shown, link).isEmpty()) {
			return Privacy.NOT_FOR_JIRA;
		}
		Optional<IssueMapping> whole = twin(shown);
		if (whole.isEmpty()) {
			return new JobOutcome.Ignored("its parent has no twin: no link is for it, or may publish it");
		}
		JiraSide above = Objects.requireNonNull(whole.get().jira());
		clearLinkInJira(side, before);
		String how = showInJira(link.subIssues(), side, above);
		save(part, new FieldState(now, how));
		return how.equals(NONE)
				? new JobOutcome.Ignored("Jira takes " + above.key() + " as no parent of " + side.key()
						+ ", and sub-issues.link-type names no link instead")
				: new JobOutcome.Done(side.key() + " is a part of " + above.key());
	}

	/** A delivery tells of the repository of its own parent only. */
	private GitHubIssueSnapshot whole(GitHubIssue parent, GitHubIssueSnapshot told) {
		boolean secret = (parent.id() == told.id()) ? told.privateRepository()
				: this.privacy.mayBePrivate(parent.ref().repository());
		return Snapshots.of(parent, secret);
	}

	private Optional<IssueMapping> twin(GitHubIssueSnapshot whole) {
		Optional<IssueMapping> known = this.mappings.loadByGitHubIssue(whole.id()).filter(IssueMapping::complete);
		if (known.isPresent()) {
			return known;
		}
		return this.repositories.linkOf(whole.ref().repository())
			.filter((link) -> link.toJira() && link.filter().admits(whole))
			.flatMap((link) -> this.githubIssues.twin(whole, link))
			.filter(IssueMapping::complete);
	}

	/** How Jira shows it then; empty if it does not. */
	private String showInJira(SubIssueRule rule, JiraSide part, JiraSide above) {
		if (rule.as() == SubIssueRule.As.PARENT) {
			try {
				this.jira.updateIssue(part.issueId(), parent(JiraFieldValues.issue(above.issueId())));
				return Long.toString(above.issueId());
			}
			catch (UpstreamException.Rejected ex) {
				// The types of the two do not go together.
				if (rule.linkType() == null) {
					return NONE;
				}
			}
		}
		this.jira.linkIssues(Objects.requireNonNullElse(rule.linkType(), "Relates"), above.issueId(), part.issueId());
		return LINKED + above.issueId();
	}

	private void clearInJira(JiraSide part, FieldState before) {
		clearLinkInJira(part, before);
		String jira = before.jira();
		if (jira != null && !jira.equals(NONE) && !jira.startsWith(LINKED)) {
			this.jira.updateIssue(part.issueId(), parent(JiraFieldValues.none()));
		}
	}

	private void clearLinkInJira(JiraSide part, FieldState before) {
		if (before.jira() != null && before.jira().startsWith(LINKED)) {
			long above = Long.parseLong(before.jira().substring(LINKED.length()));
			for (JiraIssueLink link : this.jira.issue(Long.toString(part.issueId())).details().links()) {
				if (link.otherId() == above && !link.outward()) {
					this.jira.deleteIssueLink(link.id());
				}
			}
		}
	}

	private static JiraIssueUpdate parent(JsonNode value) {
		return new JiraIssueUpdate(null, null, List.of(), List.of(), Map.of("parent", value));
	}

	/**
	 * Applies the parent of a Jira issue after the rest of it was applied.
	 * @param outcome what became of the rest
	 * @param change the change
	 * @param link its link
	 * @return what became of all
	 */
	JobOutcome after(JobOutcome outcome, JiraIssueChanged change, Link link) {
		JiraIssueDetails details = change.issue().details();
		boolean settled = outcome instanceof JobOutcome.Done || outcome instanceof JobOutcome.Ignored;
		if (!settled || details == null || change.issue().secured() || !link.toGitHub()
				|| link.subIssues().as() != SubIssueRule.As.PARENT || change.kind() == Change.Kind.DELETED) {
			return outcome;
		}
		Optional<IssueMapping> known = this.mappings.findByJiraIssue(change.issue().id());
		if (known.isEmpty() || !tellsNews(details, Objects.requireNonNullElse(noted(known.get()).jira(), NONE))) {
			return outcome;
		}
		Optional<IssueMapping> part = this.mappings.load(known.get().id()).filter(IssueMapping::complete);
		if (part.isEmpty() || Field.isDeleted(part.get()) || Filtered.isOut(part.get())
				|| this.privacy.towardsGitHub(change.issue().id(), link).isEmpty()) {
			return outcome;
		}
		Optional<JiraIssueSnapshot> now = this.jiraIssues.visible(change.issue().id());
		if (now.isEmpty()) {
			return outcome;
		}
		String done = toGitHub(part.get(), now.get());
		return done.isEmpty() ? outcome : new JobOutcome.Done(
				(outcome instanceof JobOutcome.Done whole) ? whole.summary() + "; " + done : done);
	}

	/**
	 * Whether a parent can matter to GitHub: it is not what was noted, no link stands for
	 * it, and its project has a link. Everything else is told by each change anew.
	 */
	private boolean tellsNews(JiraIssueDetails told, String noted) {
		JiraIssueIdentity parent = told.parent();
		if (noted.startsWith(LINKED)) {
			return false;
		}
		return (parent == null) ? !noted.equals(NONE) : !noted.equals(Long.toString(parent.id()))
				&& this.links.ofProject(parent.key().projectKey()).filter(Link::toGitHub).isPresent();
	}

	private String toGitHub(IssueMapping part, JiraIssueSnapshot now) {
		FieldState before = noted(part);
		String parent = parentOf(now);
		String noted = Objects.requireNonNullElse(before.jira(), NONE);
		if (parent.equals(noted) || noted.startsWith(LINKED)) {
			return "";
		}
		GitHubSide side = Objects.requireNonNull(part.github());
		JiraIssueDetails details = now.details();
		JiraIssueIdentity identity = (details != null) ? details.parent() : null;
		if (identity == null) {
			Optional<GitHubIssue> above = this.github.parent(side.ref())
				.filter((issue) -> Long.toString(issue.id()).equals(before.github()));
			above.ifPresent((issue) -> this.github.removeSubIssue(issue.ref(), side.issueId()));
			save(part, new FieldState(NONE, NONE));
			return above.isPresent() ? side.ref() + " is no sub-issue any more" : "";
		}
		Optional<GitHubSide> above = twin(identity);
		if (above.isEmpty()) {
			return "";
		}
		GitHubIssueRef whole = above.get().ref();
		try {
			this.github.addSubIssue(whole, side.issueId(), true);
		}
		catch (UpstreamException.Rejected ex) {
			boolean there = this.github.parent(side.ref())
				.filter((issue) -> issue.id() == above.get().issueId())
				.isPresent();
			if (!there) {
				save(part, new FieldState(before.github(), parent));
				return "GitHub takes " + side.ref() + " as no sub-issue of " + whole;
			}
		}
		save(part, new FieldState(Long.toString(above.get().issueId()), parent));
		return side.ref() + " is a sub-issue of " + whole;
	}

	/**
	 * The twin of a parent; one that not everybody may see where the twin is has none.
	 */
	private Optional<GitHubSide> twin(JiraIssueIdentity parent) {
		Optional<JiraIssueSnapshot> now = this.jiraIssues.visible(parent.id());
		if (now.isEmpty()) {
			return Optional.empty();
		}
		return this.links.ofProject(now.get().key().projectKey())
			.filter((link) -> link.toGitHub() && link.filter().admits(now.get()))
			.flatMap((link) -> this.jiraIssues.twin(now.get(), link))
			.filter((mapping) -> !Field.isDeleted(mapping))
			.map(IssueMapping::github);
	}

	private static String parentOf(JiraIssueSnapshot issue) {
		JiraIssueDetails details = issue.details();
		return (details != null && details.parent() != null) ? Long.toString(details.parent().id()) : NONE;
	}

	private static FieldState noted(IssueMapping part) {
		FieldState noted = part.state().fields().get(Field.PARENT);
		return (noted != null) ? noted : new FieldState(NONE, NONE);
	}

	private void save(IssueMapping part, FieldState parent) {
		IssueMapping fresh = this.mappings.load(part.id()).orElse(part);
		Map<String, FieldState> fields = new HashMap<>(fresh.state().fields());
		fields.put(Field.PARENT, parent);
		this.mappings.save(new IssueMapping(fresh.id(), fresh.link(), fresh.github(), fresh.jira(),
				new SyncedState(fresh.state().githubUpdatedAt(), fresh.state().jiraUpdatedAt(), fields),
				fresh.createdAt(), fresh.updatedAt(), fresh.syncVersion()));
	}

}
