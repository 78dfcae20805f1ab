package io.github.githubjirasync.jira;

/**
 * A type of issues.
 *
 * @param id its id
 * @param name its name
 * @param subtask whether issues of it must have a parent
 */
public record JiraIssueType(String id, String name, boolean subtask) {
}
