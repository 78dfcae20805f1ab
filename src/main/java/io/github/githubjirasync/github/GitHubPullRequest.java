package io.github.githubjirasync.github;

import io.github.githubjirasync.issue.GitHubIssueRef;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as GitHub's REST API returns it, cut to what the service uses.
 *
 * @param id its immutable id
 * @param ref repository and number
 * @param title the title
 * @param body the Markdown body
 * @param open whether it is open
 * @param merged whether it was merged
 * @param draft whether it is a draft
 * @param branch the name of the branch that it would merge
 * @param htmlUrl its page
 */
public record GitHubPullRequest(long id, GitHubIssueRef ref, String title, @Nullable String body, boolean open,
		boolean merged, boolean draft, String branch, String htmlUrl) {
}
