package io.github.githubjirasync.mapping;

import java.time.Instant;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub issue and its Jira twin. While a twin is being created only one side is set:
 * the mapping is then a claim.
 *
 * @param id its own id
 * @param link the name of the link that it belongs to
 * @param github GitHub's side, or {@code null} while it is being created
 * @param jira Jira's side, or {@code null} while it is being created
 * @param state what was last synced
 * @param createdAt when it was claimed
 * @param updatedAt when it last changed
 * @param syncVersion counts its changes from 0; an update must name the version that it
 * read
 */
public record IssueMapping(long id, String link, @Nullable GitHubSide github, @Nullable JiraSide jira,
		SyncedState state, Instant createdAt, Instant updatedAt, long syncVersion) {

	public IssueMapping {
		if (github == null && jira == null) {
			throw new IllegalArgumentException("A mapping has at least one side");
		}
	}

	/**
	 * Whether both sides exist.
	 * @return {@code false} while the twin is being created
	 */
	public boolean complete() {
		return this.github != null && this.jira != null;
	}

	/**
	 * The GitHub side of a mapping.
	 *
	 * @param issueId GitHub's immutable id
	 * @param ref where the issue is today
	 */
	public record GitHubSide(long issueId, GitHubIssueRef ref) {
	}

	/**
	 * The Jira side of a mapping.
	 *
	 * @param issueId Jira's immutable id
	 * @param key the key today
	 */
	public record JiraSide(long issueId, JiraIssueKey key) {
	}

}
