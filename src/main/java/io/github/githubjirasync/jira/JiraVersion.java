package io.github.githubjirasync.jira;

/**
 * A version of a project.
 *
 * @param id its id
 * @param name its name, unique within the project
 * @param released whether it is released
 * @param archived whether it is archived, so that issues cannot be given to it
 */
public record JiraVersion(String id, String name, boolean released, boolean archived) {
}
