package io.github.githubjirasync.mapping.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/**
 * The rows of {@code issue_mappings}. Each method runs in the caller's transaction.
 */
interface IssueMappingRepository extends JpaRepository<IssueMappingEntity, Long> {

	Optional<IssueMappingEntity> findByGithubIssueId(long githubIssueId);

	Optional<IssueMappingEntity> findByJiraIssueId(long jiraIssueId);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<IssueMappingEntity> findAndLockById(long id);

	List<IssueMappingEntity> findByGithubRepoAndGithubIssueNumberOrderById(String githubRepo, long number);

	List<IssueMappingEntity> findByJiraKeyOrderById(String jiraKey);

	List<IssueMappingEntity> findByIdGreaterThanOrderById(long after, Limit limit);

	List<IssueMappingEntity> findByLinkAndIdGreaterThanOrderById(String link, long after, Limit limit);

	List<IssueMappingEntity> findByJiraProjectKeyAndIdGreaterThanOrderById(String projectKey, long after, Limit limit);

	/** Rows are compared as a whole, so that the index leads to the first of them. */
	@Query(nativeQuery = true, value = """
			SELECT * FROM issue_mappings
			WHERE github_repo = :repo AND (github_issue_number, id) > (:afterNumber, :afterId)
			ORDER BY github_issue_number, id LIMIT :limit""")
	List<IssueMappingEntity> findOfRepository(String repo, long afterNumber, long afterId, int limit);

	@Query("""
			FROM IssueMappingEntity
			WHERE (githubIssueId IS NULL OR jiraIssueId IS NULL) AND id > :after ORDER BY id""")
	List<IssueMappingEntity> findClaims(long after, Limit limit);

	/** Returns 1 if the claim is new, 0 if the issue is claimed or mapped. */
	@Modifying
	@Query(nativeQuery = true, value = """
			INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number,
				synced_state, created_at, updated_at, sync_version, updated_by)
			VALUES (:link, :issueId, :repo, :number, CAST(:state AS jsonb), :now, :now, 0, :by)
			ON CONFLICT (github_issue_id) DO NOTHING""")
	int insertGitHubClaim(String link, long issueId, String repo, long number, String state, Instant now, String by);

	/** Returns 1 if the claim is new, 0 if the issue is claimed or mapped. */
	@Modifying
	@Query(nativeQuery = true, value = """
			INSERT INTO issue_mappings (link, jira_issue_id, jira_key, jira_project_key,
				synced_state, created_at, updated_at, sync_version, updated_by)
			VALUES (:link, :issueId, :key, :projectKey, CAST(:state AS jsonb), :now, :now, 0, :by)
			ON CONFLICT (jira_issue_id) DO NOTHING""")
	int insertJiraClaim(String link, long issueId, String key, String projectKey, String state, Instant now, String by);

}
