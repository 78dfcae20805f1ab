package io.github.githubjirasync.mapping;

import java.util.List;
import java.util.Optional;

/**
 * The mappings of comments; always read from and written to the primary. Safe for use by
 * many threads.
 */
public interface CommentMappings {

	/**
	 * The mapping of a GitHub comment.
	 * @param githubCommentId GitHub's immutable id
	 * @return the mapping, or empty if there is none
	 */
	Optional<CommentMapping> findByGitHubComment(long githubCommentId);

	/**
	 * The mapping of a Jira comment.
	 * @param jiraCommentId Jira's immutable id
	 * @return the mapping, or empty if there is none
	 */
	Optional<CommentMapping> findByJiraComment(long jiraCommentId);

	/**
	 * The mappings of all comments on an issue.
	 * @param issueMappingId the mapping of the issue
	 * @return the mappings, in the order in which they were claimed
	 */
	List<CommentMapping> findByIssue(long issueMappingId);

	/**
	 * Claims the right to create the Jira twin of a GitHub comment. Exactly one caller in
	 * the world gets a new claim.
	 * @param issueMappingId the mapping of the issue
	 * @param githubCommentId the comment that exists
	 * @return the new claim, or the claim or mapping that was there before
	 * @throws StaleMappingException if the mapping of the issue was removed
	 */
	Claim claimForGitHubComment(long issueMappingId, long githubCommentId);

	/**
	 * Claims the right to create the GitHub twin of a Jira comment. Exactly one caller in
	 * the world gets a new claim.
	 * @param issueMappingId the mapping of the issue
	 * @param jiraCommentId the comment that exists
	 * @return the new claim, or the claim or mapping that was there before
	 * @throws StaleMappingException if the mapping of the issue was removed
	 */
	Claim claimForJiraComment(long issueMappingId, long jiraCommentId);

	/**
	 * Stores the mapping's sides and state, and adds 1 to its version.
	 * @param mapping the mapping with the version that was read
	 * @return the mapping as stored
	 * @throws StaleMappingException if somebody else stored it in the meantime, or it was
	 * removed
	 * @throws MappingConflictException if a side belongs to another mapping
	 */
	CommentMapping save(CommentMapping mapping);

	/**
	 * Removes a mapping; does nothing if it is gone.
	 * @param id the mapping's id
	 */
	void delete(long id);

	/**
	 * The result of a claim.
	 *
	 * @param mapping the claim or the mapping
	 * @param fresh whether this call made it
	 */
	record Claim(CommentMapping mapping, boolean fresh) {
	}

}
