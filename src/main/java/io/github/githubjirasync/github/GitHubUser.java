package io.github.githubjirasync.github;

/**
 * A GitHub account.
 *
 * @param id its immutable id
 * @param login its name today
 */
public record GitHubUser(long id, String login) {
}
