package io.github.githubjirasync.mapping;

import java.util.Optional;

import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;

/**
 * The mappings of issues. The {@code find} methods may answer from a cache or a replica
 * and so may be a little late; what decides a create or a write goes through the other
 * methods, which use the primary. Safe for use by many threads. For many mappings at once
 * there is {@link IssueMappingBatches}, to look for some by another trait
 * {@link IssueMappingSearch}.
 */
public interface IssueMappings {

	/**
	 * The mapping of a GitHub issue, perhaps from a cache.
	 * @param githubIssueId GitHub's immutable id
	 * @return the mapping, or empty if none is known
	 */
	Optional<IssueMapping> findByGitHubIssue(long githubIssueId);

	/**
	 * The mapping of a Jira issue, perhaps from a cache.
	 * @param jiraIssueId Jira's immutable id
	 * @return the mapping, or empty if none is known
	 */
	Optional<IssueMapping> findByJiraIssue(long jiraIssueId);

	/**
	 * The mapping as the primary has it now.
	 * @param id the mapping's id
	 * @return the mapping, or empty if it was removed
	 */
	Optional<IssueMapping> load(long id);

	/**
	 * The mapping of a GitHub issue as the primary has it now, for whom its absence
	 * decides something.
	 * @param githubIssueId GitHub's immutable id
	 * @return the mapping, or empty if there is none
	 */
	Optional<IssueMapping> loadByGitHubIssue(long githubIssueId);

	/**
	 * The mapping of a Jira issue as the primary has it now, for whom its absence decides
	 * something.
	 * @param jiraIssueId Jira's immutable id
	 * @return the mapping, or empty if there is none
	 */
	Optional<IssueMapping> loadByJiraIssue(long jiraIssueId);

	/**
	 * Claims the right to create the Jira twin of a GitHub issue. Exactly one caller in
	 * the world gets a new claim.
	 * @param link the name of the link
	 * @param github the issue that exists
	 * @return the new claim, or the claim or mapping that was there before
	 */
	Claim claim(String link, GitHubSide github);

	/**
	 * Claims the right to create the GitHub twin of a Jira issue. Exactly one caller in
	 * the world gets a new claim.
	 * @param link the name of the link
	 * @param jira the issue that exists
	 * @return the new claim, or the claim or mapping that was there before
	 */
	Claim claim(String link, JiraSide jira);

	/**
	 * Stores the mapping's sides and state, and adds 1 to its version.
	 * @param mapping the mapping with the version that was read
	 * @return the mapping as stored
	 * @throws StaleMappingException if somebody else stored it in the meantime, or it was
	 * removed; {@link #load(long)} tells which
	 * @throws MappingConflictException if a side belongs to another mapping
	 */
	IssueMapping save(IssueMapping mapping);

	/**
	 * Removes a mapping and the mappings of its comments; does nothing if it is gone.
	 * @param id the mapping's id
	 */
	void delete(long id);

	/**
	 * The result of a claim.
	 *
	 * @param mapping the claim or the mapping
	 * @param fresh whether this call made it
	 */
	record Claim(IssueMapping mapping, boolean fresh) {
	}

}
