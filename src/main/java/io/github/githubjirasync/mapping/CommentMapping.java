package io.github.githubjirasync.mapping;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A GitHub comment and its Jira twin. While a twin is being created only one side is set:
 * the mapping is then a claim.
 *
 * @param id its own id
 * @param issueMappingId the mapping of the issue that it is on
 * @param githubCommentId GitHub's immutable id, or {@code null} while it is being created
 * @param jiraCommentId Jira's immutable id, or {@code null} while it is being created
 * @param state what was last synced
 * @param createdAt when it was claimed
 * @param updatedAt when it last changed
 * @param syncVersion counts its changes from 0
 */
public record CommentMapping(long id, long issueMappingId, @Nullable Long githubCommentId, @Nullable Long jiraCommentId,
		SyncedState state, Instant createdAt, Instant updatedAt, long syncVersion) {

	public CommentMapping {
		if (githubCommentId == null && jiraCommentId == null) {
			throw new IllegalArgumentException("A comment mapping has at least one side");
		}
	}

}
