package io.github.githubjirasync.mapping.jpa;

import io.github.githubjirasync.mapping.CommentMapping;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code comment_mappings}.
 */
@Entity
@Table(name = "comment_mappings")
class CommentMappingEntity extends VersionedEntity {

	@Column(updatable = false)
	private long issueMappingId;

	private @Nullable Long githubCommentId;

	private @Nullable Long jiraCommentId;

	CommentMappingEntity() {
	}

	CommentMapping toMapping() {
		return new CommentMapping(id(), this.issueMappingId, this.githubCommentId, this.jiraCommentId, state(),
				createdAt(), updatedAt(), syncVersion());
	}

	void update(CommentMapping mapping, Stamps stamps) {
		this.githubCommentId = mapping.githubCommentId();
		this.jiraCommentId = mapping.jiraCommentId();
		update(mapping.state(), stamps);
	}

}
