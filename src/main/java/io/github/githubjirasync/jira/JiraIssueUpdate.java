package io.github.githubjirasync.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What shall change in a Jira issue; {@code null} leaves a field as it is. Labels of
 * others stay.
 *
 * @param summary one line of at most 255 characters
 * @param description an ADF document or a string of wiki markup; a JSON null clears it
 * @param addLabels labels to add
 * @param removeLabels labels to take away
 */
public record JiraIssueUpdate(@Nullable String summary, @Nullable JsonNode description, List<String> addLabels,
		List<String> removeLabels) {
}
