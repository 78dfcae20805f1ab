package io.github.githubjirasync.sync.link;

/**
 * Somebody who has an account on both sides.
 *
 * @param github the login on GitHub
 * @param jira the {@code accountId} on Jira Cloud, the user name on Data Center
 */
public record Person(String github, String jira) {
}
