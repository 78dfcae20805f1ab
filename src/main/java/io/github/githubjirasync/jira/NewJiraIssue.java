package io.github.githubjirasync.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a new Jira issue shall hold.
 *
 * @param projectKey the project
 * @param issueType the name of its type
 * @param summary one line of at most 255 characters
 * @param description an ADF document or a string of wiki markup, after
 * {@link JiraClient#usesAdf()}
 * @param labels its labels, none with white space
 * @param propertyKey the key of a property that is set with it
 * @param property the value of that property
 */
public record NewJiraIssue(String projectKey, String issueType, String summary, @Nullable JsonNode description,
		List<String> labels, String propertyKey, JsonNode property) {
}
