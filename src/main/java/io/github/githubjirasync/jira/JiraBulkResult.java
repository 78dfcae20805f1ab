package io.github.githubjirasync.jira;

import org.jspecify.annotations.Nullable;

/**
 * What became of one of several issues that were to be created.
 *
 * @param created the issue, or {@code null} if it was refused
 * @param error Jira's own words about a refusal; empty if it was created
 */
public record JiraBulkResult(@Nullable CreatedJiraIssue created, String error) {
}
