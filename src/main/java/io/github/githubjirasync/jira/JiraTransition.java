package io.github.githubjirasync.jira;

/**
 * A step that an issue's workflow allows.
 *
 * @param id its id
 * @param name its name
 * @param toStatusName the name of the status that it leads to
 * @param toDone whether that status is of the category {@code done}
 */
public record JiraTransition(String id, String name, String toStatusName, boolean toDone) {
}
