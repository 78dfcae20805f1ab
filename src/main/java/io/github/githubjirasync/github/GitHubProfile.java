package io.github.githubjirasync.github;

import org.jspecify.annotations.Nullable;

/**
 * What a GitHub account tells of itself.
 *
 * @param login its name today
 * @param name the person's whole name, where it is told
 * @param email the e-mail address, where everybody may see it
 */
public record GitHubProfile(String login, @Nullable String name, @Nullable String email) {
}
