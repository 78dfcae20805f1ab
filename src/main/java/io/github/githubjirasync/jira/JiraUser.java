package io.github.githubjirasync.jira;

/**
 * A Jira account.
 *
 * @param id {@code accountId} on Cloud, the user key on Data Center
 * @param displayName what people see
 */
public record JiraUser(String id, String displayName) {
}
