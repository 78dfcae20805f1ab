package io.github.githubjirasync.jira;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What else a Jira issue has.
 *
 * @param statusId the id of its status
 * @param statusCategory {@code new}, {@code indeterminate} or {@code done}
 * @param resolution the name of its resolution
 * @param priority the name of its priority
 * @param subtask whether its type is one of sub-tasks
 * @param assignee who works on it
 * @param reporter who reported it
 * @param fixVersions the names of the versions that it is fixed in; {@code null} where
 * the issue has no such field
 * @param components the names of its components
 * @param parent the issue that it is a part of
 * @param securityLevel the name of its security level
 * @param attachments what is attached to it
 * @param links its links to other issues
 */
public record JiraIssueMore(@Nullable String statusId, @Nullable String statusCategory, @Nullable String resolution,
		@Nullable String priority, boolean subtask, @Nullable JiraUser assignee, @Nullable JiraUser reporter,
		@Nullable List<String> fixVersions, List<String> components, @Nullable CreatedJiraIssue parent,
		@Nullable String securityLevel, List<JiraAttachment> attachments, List<JiraIssueLink> links) {

	public JiraIssueMore {
		fixVersions = (fixVersions != null) ? List.copyOf(fixVersions) : null;
		components = List.copyOf(components);
		attachments = List.copyOf(attachments);
		links = List.copyOf(links);
	}

}
