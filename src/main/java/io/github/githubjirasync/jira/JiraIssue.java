package io.github.githubjirasync.jira;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An issue as Jira's REST API returns it, cut to what the service uses.
 *
 * @param id its immutable id
 * @param key its key today
 * @param summary the summary
 * @param description an ADF document or a string of wiki markup; {@code null} where there
 * is none
 * @param statusName the name of its status
 * @param done whether that status is of the category {@code done}
 * @param issueType the name of its type
 * @param labels its labels
 * @param secured whether it has a security level
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 * @param property the value of the property that was asked for, where it has one
 * @param details the rest
 */
public record JiraIssue(long id, String key, String summary, @Nullable JsonNode description, String statusName,
		boolean done, String issueType, List<String> labels, boolean secured, Instant createdAt, Instant updatedAt,
		@Nullable JsonNode property, JiraIssueMore details) {

	public JiraIssue {
		labels = List.copyOf(labels);
	}

}
