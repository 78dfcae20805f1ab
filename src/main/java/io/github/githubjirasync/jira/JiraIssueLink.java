package io.github.githubjirasync.jira;

/**
 * A link between two Jira issues, seen from one of them.
 *
 * @param id its id
 * @param type the name of its type, such as {@code Blocks}
 * @param outward whether it goes from this issue to the other
 * @param otherId the id of the other issue
 * @param otherKey the key of the other issue
 */
public record JiraIssueLink(long id, String type, boolean outward, long otherId, String otherKey) {
}
