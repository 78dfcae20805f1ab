package io.github.githubjirasync.jira;

/**
 * A status that issues of a type can have.
 *
 * @param id its id
 * @param name its name
 * @param category {@code new}, {@code indeterminate} or {@code done}
 */
public record JiraStatus(String id, String name, String category) {
}
