package io.github.githubjirasync.sync;

import io.github.githubjirasync.issue.JiraIssueKey;

/**
 * Names a Jira issue where no more of it is known.
 *
 * @param id Jira's immutable id
 * @param key the key, which a move changes
 */
public record JiraIssueIdentity(long id, JiraIssueKey key) {
}
