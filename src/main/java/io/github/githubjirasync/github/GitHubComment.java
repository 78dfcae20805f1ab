package io.github.githubjirasync.github;

import java.time.Instant;

/**
 * A comment as GitHub's REST API returns it.
 *
 * @param id its immutable id
 * @param body the Markdown text
 * @param author who wrote it
 * @param htmlUrl its page
 * @param createdAt when it was written
 * @param updatedAt when it last changed
 */
public record GitHubComment(long id, String body, GitHubUser author, String htmlUrl, Instant createdAt,
		Instant updatedAt) {
}
