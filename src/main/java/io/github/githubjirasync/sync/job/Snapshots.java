package io.github.githubjirasync.sync.job;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
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
		return new GitHubIssueSnapshot(issue.id(), issue.ref(), privateRepository, issue.title(), issue.body(),
				"open".equals(issue.state()), issue.stateReason(), issue.labels(), List.of(), null,
				new Actor(Long.toString(issue.author().id()), issue.author().login()), issue.htmlUrl(),
				issue.createdAt(), issue.updatedAt());
	}

	static JiraIssueSnapshot of(JiraIssue issue) {
		return new JiraIssueSnapshot(issue.id(), new JiraIssueKey(issue.key()), issue.summary(),
				text(issue.description()), issue.statusName(), issue.done(), null, issue.issueType(), null,
				issue.labels(), null, null, issue.secured(), issue.createdAt(), issue.updatedAt());
	}

	static @Nullable RichText text(@Nullable JsonNode body) {
		if (body == null || body.isNull()) {
			return null;
		}
		return body.isObject() ? RichText.adf(body.toString()) : RichText.wiki(body.asText());
	}

}
