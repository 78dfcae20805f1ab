package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.jira.CreatedJiraIssue;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraFieldValues;
import io.github.githubjirasync.jira.JiraIssueUpdate;
import io.github.githubjirasync.jira.NewJiraIssue;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.JiraChanges;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields of Jira issues. Fields that Jira does not take, since they are not on the
 * screen or the value is not known, are left out and the rest is written again without
 * them; only texts must be taken.
 */
final class JiraWriter {

	private static final Map<String, String> OPTIONAL = Map.of("labels", Field.LABELS, "assignee", Field.ASSIGNEES,
			"priority", Field.PRIORITY, "issuetype", Field.TYPE, "fixVersions", Field.MILESTONE);

	private final JiraClient jira;

	private final Milestones milestones;

	JiraWriter(JiraClient jira, Milestones milestones) {
		this.jira = jira;
		this.milestones = milestones;
	}

	/**
	 * Changes an issue.
	 * @param issueId the issue
	 * @param project its project
	 * @param changes what to change
	 * @param link its link
	 * @param left takes what could not be written
	 */
	void update(long issueId, String project, JiraChanges changes, Link link, LeftOut left) {
		Map<String, JsonNode> fields = fields(project, changes, link, left);
		write(changes, fields, left,
				(rest) -> this.jira.updateIssue(issueId,
						new JiraIssueUpdate(rest.changes.summary(), rest.changes.description(),
								rest.changes.addLabels(), rest.changes.removeLabels(), rest.fields)));
	}

	/**
	 * Creates an issue.
	 * @param changes what it shall hold
	 * @param summary its summary where the changes have none
	 * @param mark the value of our property
	 * @param link its link
	 * @param left takes what could not be written
	 * @return its id and key
	 */
	CreatedJiraIssue create(JiraChanges changes, String summary, JsonNode mark, Link link, LeftOut left) {
		String project = link.projectForNewIssues();
		Map<String, JsonNode> fields = fields(project, changes, link, left);
		fields.remove("issuetype");
		CreatedJiraIssue[] created = new CreatedJiraIssue[1];
		write(changes, fields, left, (rest) -> {
			@Nullable JsonNode description = rest.changes.description();
			created[0] = this.jira.createIssue(new NewJiraIssue(project,
					Objects.requireNonNullElse(rest.changes.issueType(), link.jira().issueType()),
					Objects.requireNonNullElse(rest.changes.summary(), summary),
					(description == null || description.isNull()) ? null : description, rest.changes.addLabels(),
					Markers.JIRA_PROPERTY, mark, rest.fields));
		});
		return created[0];
	}

	private Map<String, JsonNode> fields(String project, JiraChanges changes, Link link, LeftOut left) {
		Map<String, JsonNode> fields = new HashMap<>();
		if (changes.assignee() != null) {
			fields.put("assignee", this.jira.userField(changes.assignee().isEmpty() ? null : changes.assignee()));
		}
		if (changes.priority() != null) {
			fields.put("priority", JiraFieldValues.named(changes.priority()));
		}
		if (changes.issueType() != null) {
			fields.put("issuetype", JiraFieldValues.named(changes.issueType()));
		}
		@Nullable List<String> versions = changes.fixVersions();
		if (versions != null) {
			List<String> found = versions.isEmpty() ? versions
					: this.milestones.versions(project, versions, link, left);
			if (!left.has(Field.MILESTONE)) {
				fields.put("fixVersions", JiraFieldValues.named(found));
			}
		}
		return fields;
	}

	private void write(JiraChanges changes, Map<String, JsonNode> fields, LeftOut left, Consumer<Rest> call) {
		try {
			call.accept(new Rest(changes, fields));
		}
		catch (UpstreamException.Rejected ex) {
			Map<String, String> refused = RefusedFields.of(ex, changes.names());
			refused.keySet().retainAll(OPTIONAL.keySet());
			if (ex.status() != 400 || refused.isEmpty()) {
				throw ex;
			}
			refused.forEach((field, reason) -> left.add(Objects.requireNonNull(OPTIONAL.get(field)), reason));
			Map<String, JsonNode> rest = new HashMap<>(fields);
			rest.keySet().removeAll(refused.keySet());
			call.accept(new Rest(changes.without(refused.keySet()), rest));
		}
	}

	/**
	 * What is written in one call.
	 *
	 * @param changes texts and labels
	 * @param fields the other fields, as Jira takes them
	 */
	private record Rest(JiraChanges changes, Map<String, JsonNode> fields) {
	}

}
