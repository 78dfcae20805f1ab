package io.github.githubjirasync.sync.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubMilestone;
import io.github.githubjirasync.github.GitHubUser;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.CreatedJiraIssue;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.jira.JiraIssueMore;
import io.github.githubjirasync.jira.JiraUser;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueDetails;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots from what the upstreams answer, for when the one that a delivery brought is
 * too old.
 */
final class Snapshots {

	private Snapshots() {
	}

	static GitHubIssueSnapshot of(GitHubIssue issue, boolean privateRepository) {
		GitHubMilestone milestone = issue.milestone();
		GitHubIssueDetails details = new GitHubIssueDetails(issue.assignees().stream().map(Snapshots::actor).toList(),
				(milestone != null) ? new GitHubIssueDetails.Milestone(milestone.number(), milestone.title(),
						milestone.open(), milestone.dueOn()) : null,
				issue.type(), issue.locked(), issue.parent(), null);
		return new GitHubIssueSnapshot(issue.id(), issue.ref(), privateRepository, issue.title(), issue.body(),
				"open".equals(issue.state()), issue.stateReason(), issue.labels(),
				issue.assignees().stream().map(GitHubUser::login).toList(),
				(milestone != null) ? milestone.title() : null, actor(issue.author()), issue.htmlUrl(),
				issue.createdAt(), issue.updatedAt(), details);
	}

	static JiraIssueSnapshot of(JiraIssue issue) {
		JiraIssueMore more = issue.details();
		CreatedJiraIssue parent = more.parent();
		JiraIssueDetails details = new JiraIssueDetails(more.statusId(), more.statusCategory(), more.subtask(),
				more.fixVersions(), more.components(),
				(parent != null) ? new JiraIssueIdentity(parent.id(), new JiraIssueKey(parent.key())) : null,
				more.securityLevel(),
				more.attachments()
					.stream()
					.map((file) -> new JiraIssueDetails.Attachment(file.id(), file.name(), file.url(), file.mimeType(),
							file.size()))
					.toList());
		return new JiraIssueSnapshot(issue.id(), new JiraIssueKey(issue.key()), issue.summary(),
				text(issue.description()), issue.statusName(), issue.done(), more.resolution(), issue.issueType(),
				more.priority(), issue.labels(), actor(more.assignee()), actor(more.reporter()), issue.secured(),
				issue.createdAt(), issue.updatedAt(), details);
	}

	private static Actor actor(GitHubUser user) {
		return new Actor(Long.toString(user.id()), user.login());
	}

	private static @Nullable Actor actor(@Nullable JiraUser user) {
		return (user != null) ? new Actor(user.id(), user.displayName(), user.username(), user.email()) : null;
	}

	static @Nullable RichText text(@Nullable JsonNode body) {
		if (body == null || body.isNull()) {
			return null;
		}
		return body.isObject() ? RichText.adf(body.toString()) : RichText.wiki(body.asText());
	}

}
