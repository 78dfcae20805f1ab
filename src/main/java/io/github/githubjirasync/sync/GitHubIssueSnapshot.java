package io.github.githubjirasync.sync;

import java.time.Instant;
import java.util.List;

import io.github.githubjirasync.issue.GitHubIssueRef;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub issue as it was at one moment.
 *
 * @param id GitHub's immutable id (larger than 2³¹)
 * @param ref repository and number
 * @param privateRepository whether the repository is private
 * @param title the title
 * @param body the Markdown body, or {@code null} where there is none
 * @param open whether the issue is open
 * @param stateReason {@code completed}, {@code not_planned}, {@code duplicate},
 * {@code reopened}, or {@code null}
 * @param labels the names of its labels
 * @param assignees the logins of its assignees
 * @param milestone the title of its milestone
 * @param author who opened it
 * @param htmlUrl its page
 * @param createdAt when it was opened
 * @param updatedAt when it last changed (whole seconds)
 * @param details the rest; {@code null} in a job that was stored before it was read
 */
public record GitHubIssueSnapshot(long id, GitHubIssueRef ref, boolean privateRepository, String title,
		@Nullable String body, boolean open, @Nullable String stateReason, List<String> labels, List<String> assignees,
		@Nullable String milestone, Actor author, String htmlUrl, Instant createdAt, Instant updatedAt,
		@Nullable GitHubIssueDetails details) {

	public GitHubIssueSnapshot {
		labels = List.copyOf(labels);
		assignees = List.copyOf(assignees);
	}

	/**
	 * An issue of which no details are known.
	 * @param id GitHub's immutable id
	 * @param ref repository and number
	 * @param privateRepository whether the repository is private
	 * @param title the title
	 * @param body the Markdown body
	 * @param open whether the issue is open
	 * @param stateReason why it is in that state
	 * @param labels the names of its labels
	 * @param assignees the logins of its assignees
	 * @param milestone the title of its milestone
	 * @param author who opened it
	 * @param htmlUrl its page
	 * @param createdAt when it was opened
	 * @param updatedAt when it last changed
	 */
	public GitHubIssueSnapshot(long id, GitHubIssueRef ref, boolean privateRepository, String title,
			@Nullable String body, boolean open, @Nullable String stateReason, List<String> labels,
			List<String> assignees, @Nullable String milestone, Actor author, String htmlUrl, Instant createdAt,
			Instant updatedAt) {
		this(id, ref, privateRepository, title, body, open, stateReason, labels, assignees, milestone, author, htmlUrl,
				createdAt, updatedAt, null);
	}

}
