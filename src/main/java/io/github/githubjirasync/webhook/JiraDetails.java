package io.github.githubjirasync.webhook;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an issue of Jira's webhooks has beside its text and state.
 */
final class JiraDetails {

	private JiraDetails() {
	}

	static JiraIssueDetails of(JiraPayload.Fields fields) {
		JiraPayload.Status status = fields.status();
		JiraPayload.Category category = (status != null) ? status.statusCategory() : null;
		List<String> versions = (fields.fixVersions() != null)
				? Present.values(fields.fixVersions(), JiraPayload.Named::name) : null;
		return new JiraIssueDetails((status != null) ? status.id() : null, (category != null) ? category.key() : null,
				fields.issuetype() != null && Boolean.TRUE.equals(fields.issuetype().subtask()), versions,
				Present.values(fields.components(), JiraPayload.Named::name), parent(fields.parent()),
				securityLevel(fields.security()), attachments(fields.attachment()));
	}

	private static @Nullable JiraIssueIdentity parent(JiraPayload.@Nullable Parent parent) {
		return (parent != null && parent.id() != null && parent.key() != null)
				? new JiraIssueIdentity(parent.id(), new JiraIssueKey(parent.key())) : null;
	}

	private static @Nullable String securityLevel(@Nullable JsonNode security) {
		if (security == null || security.isNull()) {
			return null;
		}
		return security.path("name").asText("(unnamed)");
	}

	private static List<JiraIssueDetails.Attachment> attachments(
			@Nullable List<JiraPayload.@Nullable Attachment> attachments) {
		List<JiraIssueDetails.Attachment> found = new ArrayList<>();
		if (attachments != null) {
			for (JiraPayload.Attachment file : attachments) {
				if (file != null && file.id() != null && file.filename() != null && file.content() != null) {
					found.add(new JiraIssueDetails.Attachment(file.id(), file.filename(), file.content(),
							file.mimeType(), (file.size() != null) ? file.size() : 0));
				}
			}
		}
		return found;
	}

}
