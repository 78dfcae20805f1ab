package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Follows GitHub issues to other repositories, where they go on under another id. To a
 * repository with a link the pair follows, and its Jira issue stays in its project. To
 * any other the pair ends: the Jira issue stays as it is and links to the new page.
 */
final class Transfers {

	private final IssueMappings mappings;

	private final GitHubIssueSync issues;

	private final GitHubClient github;

	private final JiraClient jira;

	private final RemoteLinks remoteLinks;

	Transfers(IssueMappings mappings, GitHubIssueSync issues, GitHubClient github, JiraClient jira) {
		this.mappings = mappings;
		this.issues = issues;
		this.github = github;
		this.jira = jira;
		this.remoteLinks = new RemoteLinks(jira);
	}

	/**
	 * Applies a transfer, which is told twice: where the issue was, and where it is.
	 * @param change the change
	 * @param link the link of the repository where it is now, if it has one
	 */
	JobOutcome apply(GitHubIssueTransferred change, Optional<Link> link) {
		GitHubIssueSnapshot to = change.to();
		Optional<IssueMapping> left = this.mappings.loadByGitHubIssue(change.from().id());
		if (left.isEmpty()) {
			this.mappings.loadByGitHubIssue(to.id())
				.filter((mapping) -> !Field.isDeleted(mapping))
				.map(IssueMapping::jira)
				.filter((side) -> !isFollowed(side, to))
				.ifPresent((side) -> follow(side, change));
			return link.filter(Link::toJira)
				.map((target) -> this.issues
					.apply(new GitHubIssueChanged(Change.Kind.CREATED, "opened", to, change.actor()), target, true))
				.orElseGet(() -> new JobOutcome.Ignored("transferred away before it was synced"));
		}
		IssueMapping mapping = left.get();
		JiraSide side = mapping.jira();
		if (side == null) {
			throw new Holding(Duration.ofSeconds(2), "its Jira twin is still being created", null);
		}
		if (link.isEmpty() || this.mappings.loadByGitHubIssue(to.id()).isPresent()) {
			return end(mapping, side, change);
		}
		boolean deleted = Field.isDeleted(mapping);
		this.mappings.save(new IssueMapping(mapping.id(), link.get().name(), new GitHubSide(to.id(), to.ref()), side,
				mapping.state(), mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
		if (deleted) {
			return new JobOutcome.Done("one of the twins was deleted; noted that it is " + to.ref() + " now");
		}
		follow(side, change);
		if (link.get().toJira()) {
			this.issues.apply(new GitHubIssueChanged(Change.Kind.UPDATED, "transferred", to, change.actor()),
					link.get(), false);
		}
		return new JobOutcome.Done(change.from().ref() + " is " + to.ref() + " now; " + side.key() + " stays its twin");
	}

	private JobOutcome end(IssueMapping mapping, JiraSide side, GitHubIssueTransferred change) {
		if (Field.isDeleted(mapping)) {
			return new JobOutcome.Ignored("the pair has ended already");
		}
		showPage(side, change);
		Map<String, FieldState> fields = new HashMap<>(mapping.state().fields());
		fields.put(Field.DELETED, new FieldState("transferred", null));
		this.mappings.save(new IssueMapping(mapping.id(), mapping.link(), mapping.github(), side,
				new SyncedState(mapping.state().githubUpdatedAt(), mapping.state().jiraUpdatedAt(), fields),
				mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
		return new JobOutcome.Done(change.from().ref() + " was transferred to " + change.to().ref()
				+ ", which has no link; " + side.key() + " stays as it is");
	}

	/**
	 * Lets a Jira issue tell where its twin is now. The mark comes last, so that it tells
	 * whether all was done: an attempt after one that failed here finds the pair under
	 * its new id only.
	 */
	private void follow(JiraSide side, GitHubIssueTransferred change) {
		showPage(side, change);
		this.jira.setIssueProperty(side.issueId(), Markers.JIRA_PROPERTY, JiraTwins.mark(change.to()));
	}

	private boolean isFollowed(JiraSide side, GitHubIssueSnapshot to) {
		return this.jira.issueProperty(side.issueId(), Markers.JIRA_PROPERTY)
			.filter((mark) -> mark.path("githubIssueId").asLong() == to.id())
			.isPresent();
	}

	private void showPage(JiraSide side, GitHubIssueTransferred change) {
		GitHubIssueSnapshot to = change.to();
		this.remoteLinks.put(side, to.id(), to.htmlUrl(), to.ref(), !to.open());
		this.jira.deleteRemoteLink(side.issueId(), "github-issue-" + change.from().id());
	}

	/**
	 * Whether an issue that has no twin was transferred since its delivery was sent, so
	 * that it must get none: its old address leads to another issue.
	 */
	boolean isGone(GitHubIssueSnapshot issue) {
		return isGone(issue, this.github);
	}

	static boolean isGone(GitHubIssueSnapshot issue, GitHubClient github) {
		try {
			return github.issue(issue.ref()).id() != issue.id();
		}
		catch (UpstreamException.Gone ex) {
			return false;
		}
	}

}
