package io.github.githubjirasync.webhook;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an issue of GitHub's webhooks has beside its text and state.
 */
final class GitHubDetails {

	private static final Pattern ISSUE_URL = Pattern.compile("/repos/([^/]+/[^/]+)/issues/([0-9]{1,18})$");

	private GitHubDetails() {
	}

	static GitHubIssueDetails of(GitHubPayload.Issue issue, GitHubPayload.Repository repository) {
		List<Actor> assignees = (issue.assignees() != null) ? issue.assignees()
			.stream()
			.filter(Objects::nonNull)
			.filter((user) -> user.login() != null)
			.map(GitHubPayloadReader::actor)
			.toList() : List.of();
		return new GitHubIssueDetails(assignees, milestone(issue.milestone()),
				(issue.type() != null) ? issue.type().name() : null, Boolean.TRUE.equals(issue.locked()),
				ref(issue.parentIssueUrl()), repository.id());
	}

	private static GitHubIssueDetails.@Nullable Milestone milestone(GitHubPayload.@Nullable Milestone milestone) {
		if (milestone == null || milestone.number() == null || milestone.title() == null) {
			return null;
		}
		return new GitHubIssueDetails.Milestone(milestone.number(), milestone.title(),
				!"closed".equals(milestone.state()), Timestamps.parse(milestone.dueOn()));
	}

	/**
	 * The issue behind an address of GitHub's REST API.
	 * @param url such as {@code https://api.github.com/repos/acme/widgets/issues/7}
	 * @return repository and number; {@code null} where it is no such address
	 */
	static @Nullable GitHubIssueRef ref(@Nullable String url) {
		Matcher matcher = ISSUE_URL.matcher((url != null) ? url : "");
		return matcher.find() ? new GitHubIssueRef(matcher.group(1), Long.parseLong(matcher.group(2))) : null;
	}

}
