package io.github.githubjirasync.jira;

import java.util.List;
import java.util.Map;

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
 * @param fields any other fields by id, in the form of the API (see
 * {@link JiraFieldValues})
 */
public record NewJiraIssue(String projectKey, String issueType, String summary, @Nullable JsonNode description,
		List<String> labels, String propertyKey, JsonNode property, Map<String, JsonNode> fields) {

	public NewJiraIssue {
		labels = List.copyOf(labels);
		fields = Map.copyOf(fields);
	}

	/**
	 * An issue without other fields.
	 * @param projectKey the project
	 * @param issueType the name of its type
	 * @param summary the summary
	 * @param description the description
	 * @param labels its labels
	 * @param propertyKey the key of a property that is set with it
	 * @param property the value of that property
	 */
	public NewJiraIssue(String projectKey, String issueType, String summary, @Nullable JsonNode description,
			List<String> labels, String propertyKey, JsonNode property) {
		this(projectKey, issueType, summary, description, labels, propertyKey, property, Map.of());
	}

}
