package io.github.githubjirasync.jira;

/**
 * Jira's answer to a create.
 *
 * @param id the immutable id
 * @param key the key
 */
public record CreatedJiraIssue(long id, String key) {
}
