package io.github.githubjirasync.github;

import org.jspecify.annotations.Nullable;

/**
 * What shall change in a GitHub issue; {@code null} leaves a field as it is.
 *
 * @param title the title, at most 256 characters
 * @param body Markdown, at most 65,536 characters
 * @param state {@code open} or {@code closed}
 * @param stateReason {@code completed}, {@code not_planned} or {@code reopened}; only
 * with a state
 */
public record GitHubIssueUpdate(@Nullable String title, @Nullable String body, @Nullable String state,
		@Nullable String stateReason) {
}
