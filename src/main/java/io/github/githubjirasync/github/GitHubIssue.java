package io.github.githubjirasync.github;

import java.time.Instant;
import java.util.List;

import io.github.githubjirasync.issue.GitHubIssueRef;
import org.jspecify.annotations.Nullable;

/**
 * An issue as GitHub's REST API returns it, cut to what the service uses.
 *
 * @param id its immutable id
 * @param ref repository and number
 * @param title the title
 * @param body the Markdown body
 * @param state {@code open} or {@code closed}
 * @param stateReason why it is in that state
 * @param labels the names of its labels
 * @param author who opened it
 * @param htmlUrl its page
 * @param createdAt when it was opened
 * @param updatedAt when it last changed
 * @param assignees who works on it
 * @param milestone its milestone, {@code null} where it has none
 * @param type the name of its type, {@code null} where it has none or the repository
 * knows no types
 * @param locked whether only collaborators may comment
 * @param parent the issue that it is a sub-issue of, {@code null} where there is none
 */
public record GitHubIssue(long id, GitHubIssueRef ref, String title, @Nullable String body, String state,
		@Nullable String stateReason, List<String> labels, GitHubUser author, String htmlUrl, Instant createdAt,
		Instant updatedAt, List<GitHubUser> assignees, @Nullable GitHubMilestone milestone, @Nullable String type,
		boolean locked, @Nullable GitHubIssueRef parent) {

	public GitHubIssue {
		labels = List.copyOf(labels);
		assignees = List.copyOf(assignees);
	}

}
