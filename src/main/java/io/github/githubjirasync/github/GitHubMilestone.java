package io.github.githubjirasync.github;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A milestone of a repository.
 *
 * @param number its number within the repository
 * @param title its title, unique within the repository
 * @param open whether it is open
 * @param dueOn when it is due, if that is set
 */
public record GitHubMilestone(long number, String title, boolean open, @Nullable Instant dueOn) {
}
