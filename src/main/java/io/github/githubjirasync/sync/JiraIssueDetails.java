package io.github.githubjirasync.sync;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What else a Jira issue was at that moment.
 *
 * @param statusId the id of its status, where Jira tells it
 * @param statusCategory {@code new}, {@code indeterminate} or {@code done}, where Jira
 * tells it
 * @param subtask whether its type is one of sub-tasks
 * @param fixVersions the names of the versions that it is fixed in; {@code null} where
 * the issue has no such field
 * @param components the names of its components
 * @param parent the issue that it is a part of, {@code null} where there is none
 * @param securityLevel the name of its security level, {@code null} where it has none
 * @param attachments what is attached to it
 */
public record JiraIssueDetails(@Nullable String statusId, @Nullable String statusCategory, boolean subtask,
		@Nullable List<String> fixVersions, List<String> components, @Nullable JiraIssueIdentity parent,
		@Nullable String securityLevel, List<Attachment> attachments) {

	public JiraIssueDetails {
		fixVersions = (fixVersions != null) ? List.copyOf(fixVersions) : null;
		components = List.copyOf(components);
		attachments = List.copyOf(attachments);
	}

	/**
	 * An attached file.
	 *
	 * @param id Jira's id of it
	 * @param name its file name, not unique within an issue
	 * @param url where its content is
	 * @param mimeType its type, where Jira tells it
	 * @param size its size in bytes
	 */
	public record Attachment(long id, String name, String url, @Nullable String mimeType, long size) {
	}

}
