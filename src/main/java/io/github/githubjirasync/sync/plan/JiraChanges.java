package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a Jira issue that one call sets; {@code null} and empty stand for no change.
 *
 * @param summary the summary
 * @param description an ADF document or a string of wiki markup; a JSON null clears it
 * @param addLabels labels to add
 * @param removeLabels labels to take away
 */
public record JiraChanges(@Nullable String summary, @Nullable JsonNode description, List<String> addLabels,
		List<String> removeLabels) {

	/** Nothing changes. */
	static final JiraChanges NONE = new JiraChanges(null, null, List.of(), List.of());

	public JiraChanges {
		addLabels = List.copyOf(addLabels);
		removeLabels = List.copyOf(removeLabels);
	}

	/**
	 * The fields that are set, by Jira's names.
	 * @return the names
	 */
	public List<String> names() {
		List<String> names = new ArrayList<>();
		if (this.summary != null) {
			names.add("summary");
		}
		if (this.description != null) {
			names.add("description");
		}
		if (!this.addLabels.isEmpty() || !this.removeLabels.isEmpty()) {
			names.add("labels");
		}
		return names;
	}

}
