package io.github.githubjirasync.sync;

import java.time.Instant;
import java.util.List;

import io.github.githubjirasync.issue.JiraIssueKey;
import org.jspecify.annotations.Nullable;

/**
 * A Jira issue as it was at one moment.
 *
 * @param id Jira's immutable id
 * @param key the key, which a move changes
 * @param summary the summary
 * @param description the description, or {@code null} where there is none
 * @param statusName the name of its status
 * @param done whether that status is of the category {@code done}
 * @param resolution the name of its resolution
 * @param issueType the name of its type
 * @param priority the name of its priority
 * @param labels its labels
 * @param assignee who works on it
 * @param reporter who reported it
 * @param secured whether it has a security level, which keeps it away from GitHub
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 * @param details the rest; {@code null} in a job that was stored before it was read
 */
public record JiraIssueSnapshot(long id, JiraIssueKey key, String summary, @Nullable RichText description,
		String statusName, boolean done, @Nullable String resolution, String issueType, @Nullable String priority,
		List<String> labels, @Nullable Actor assignee, @Nullable Actor reporter, boolean secured, Instant createdAt,
		Instant updatedAt, @Nullable JiraIssueDetails details) {

	public JiraIssueSnapshot {
		labels = List.copyOf(labels);
	}

	/**
	 * An issue of which no details are known.
	 * @param id Jira's immutable id
	 * @param key the key
	 * @param summary the summary
	 * @param description the description
	 * @param statusName the name of its status
	 * @param done whether that status is of the category {@code done}
	 * @param resolution the name of its resolution
	 * @param issueType the name of its type
	 * @param priority the name of its priority
	 * @param labels its labels
	 * @param assignee who works on it
	 * @param reporter who reported it
	 * @param secured whether it has a security level
	 * @param createdAt when it was created
	 * @param updatedAt when it last changed
	 */
	public JiraIssueSnapshot(long id, JiraIssueKey key, String summary, @Nullable RichText description,
			String statusName, boolean done, @Nullable String resolution, String issueType, @Nullable String priority,
			List<String> labels, @Nullable Actor assignee, @Nullable Actor reporter, boolean secured, Instant createdAt,
			Instant updatedAt) {
		this(id, key, summary, description, statusName, done, resolution, issueType, priority, labels, assignee,
				reporter, secured, createdAt, updatedAt, null);
	}

}
