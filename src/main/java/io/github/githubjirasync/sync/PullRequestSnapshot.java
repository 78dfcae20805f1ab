package io.github.githubjirasync.sync;

import java.time.Instant;

import io.github.githubjirasync.issue.GitHubIssueRef;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub pull request as it was at one moment.
 *
 * @param id GitHub's immutable id
 * @param ref repository and number
 * @param repositoryId the immutable id of the repository, where it is told
 * @param privateRepository whether the repository is private
 * @param title the title
 * @param body the Markdown body, or {@code null} where there is none
 * @param branch the name of the branch that it would merge
 * @param open whether it is open
 * @param merged whether it was merged
 * @param draft whether it is a draft
 * @param author who opened it
 * @param htmlUrl its page
 * @param updatedAt when it last changed (whole seconds)
 */
public record PullRequestSnapshot(long id, GitHubIssueRef ref, @Nullable Long repositoryId, boolean privateRepository,
		String title, @Nullable String body, String branch, boolean open, boolean merged, boolean draft, Actor author,
		String htmlUrl, Instant updatedAt) {
}
