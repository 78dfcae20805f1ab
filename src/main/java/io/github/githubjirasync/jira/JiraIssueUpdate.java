package io.github.githubjirasync.jira;

import java.util.List;
import java.util.Map;

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
 * @param fields any other fields by id, in the form of the API (see
 * {@link JiraFieldValues}); a JSON null clears one
 */
public record JiraIssueUpdate(@Nullable String summary, @Nullable JsonNode description, List<String> addLabels,
		List<String> removeLabels, Map<String, JsonNode> fields) {

	public JiraIssueUpdate {
		addLabels = List.copyOf(addLabels);
		removeLabels = List.copyOf(removeLabels);
		fields = Map.copyOf(fields);
	}

	/**
	 * A change of texts and labels.
	 * @param summary the summary
	 * @param description the description
	 * @param addLabels labels to add
	 * @param removeLabels labels to take away
	 */
	public JiraIssueUpdate(@Nullable String summary, @Nullable JsonNode description, List<String> addLabels,
			List<String> removeLabels) {
		this(summary, description, addLabels, removeLabels, Map.of());
	}

}
