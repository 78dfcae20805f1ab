package io.github.githubjirasync.mapping.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/**
 * The rows of {@code comment_mappings}. Each method runs in the caller's transaction.
 */
interface CommentMappingRepository extends JpaRepository<CommentMappingEntity, Long> {

	Optional<CommentMappingEntity> findByGithubCommentId(long githubCommentId);

	Optional<CommentMappingEntity> findByJiraCommentId(long jiraCommentId);

	List<CommentMappingEntity> findByIssueMappingIdOrderById(long issueMappingId);

	/** Returns 1 if the claim is new, 0 if the comment is claimed or mapped. */
	@Modifying
	@Query(nativeQuery = true, value = """
			INSERT INTO comment_mappings (issue_mapping_id, github_comment_id,
				synced_state, created_at, updated_at, sync_version, updated_by)
			VALUES (:issueMappingId, :commentId, CAST(:state AS jsonb), :now, :now, 0, :by)
			ON CONFLICT (github_comment_id) DO NOTHING""")
	int insertGitHubClaim(long issueMappingId, long commentId, String state, Instant now, String by);

	/** Returns 1 if the claim is new, 0 if the comment is claimed or mapped. */
	@Modifying
	@Query(nativeQuery = true, value = """
			INSERT INTO comment_mappings (issue_mapping_id, jira_comment_id,
				synced_state, created_at, updated_at, sync_version, updated_by)
			VALUES (:issueMappingId, :commentId, CAST(:state AS jsonb), :now, :now, 0, :by)
			ON CONFLICT (jira_comment_id) DO NOTHING""")
	int insertJiraClaim(long issueMappingId, long commentId, String state, Instant now, String by);

	@Modifying
	@Query("DELETE FROM CommentMappingEntity c WHERE c.id = :id")
	void deleteRow(long id);

}
