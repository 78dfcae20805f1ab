package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.Collection;
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
 * @param assignee how Jira refers to the assignee, empty for nobody
 * @param priority the name of the priority
 * @param issueType the name of the issue type
 * @param fixVersions the names of all fix versions, perhaps none
 */
public record JiraChanges(@Nullable String summary, @Nullable JsonNode description, List<String> addLabels,
		List<String> removeLabels, @Nullable String assignee, @Nullable String priority, @Nullable String issueType,
		@Nullable List<String> fixVersions) {

	public JiraChanges {
		addLabels = List.copyOf(addLabels);
		removeLabels = List.copyOf(removeLabels);
		fixVersions = (fixVersions != null) ? List.copyOf(fixVersions) : null;
	}

	/**
	 * The same without some fields.
	 * @param left the fields that are left out, by Jira's names
	 * @return the rest
	 */
	public JiraChanges without(Collection<String> left) {
		boolean labels = left.contains("labels");
		return new JiraChanges(left.contains("summary") ? null : this.summary,
				left.contains("description") ? null : this.description, labels ? List.of() : this.addLabels,
				labels ? List.of() : this.removeLabels, left.contains("assignee") ? null : this.assignee,
				left.contains("priority") ? null : this.priority, left.contains("issuetype") ? null : this.issueType,
				left.contains("fixVersions") ? null : this.fixVersions);
	}

	/**
	 * The same with another description.
	 * @param other an ADF document or a string of wiki markup
	 * @return the same with it
	 */
	public JiraChanges withDescription(JsonNode other) {
		return new JiraChanges(this.summary, other, this.addLabels, this.removeLabels, this.assignee, this.priority,
				this.issueType, this.fixVersions);
	}

	/**
	 * A change of the description alone.
	 * @param description an ADF document or a string of wiki markup
	 * @return the change
	 */
	public static JiraChanges ofDescription(JsonNode description) {
		return new JiraChanges(null, description, List.of(), List.of(), null, null, null, null);
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
		if (this.assignee != null) {
			names.add("assignee");
		}
		if (this.priority != null) {
			names.add("priority");
		}
		if (this.issueType != null) {
			names.add("issuetype");
		}
		if (this.fixVersions != null) {
			names.add("fixVersions");
		}
		return names;
	}

}
