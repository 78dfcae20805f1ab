package io.github.githubjirasync.mapping;

import java.util.Collection;
import java.util.List;

import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings.Claim;

/**
 * Mappings of issues by the thousand, for backfills, renames and the like: always read
 * from and written to the primary, past the caches, which hear of every change. Works in
 * chunks of {@value #CHUNK}, each a transaction of its own with a fixed number of
 * statements. Safe for use by many threads.
 */
public interface IssueMappingBatches {

	/** How many mappings are read or written by one statement. */
	int CHUNK = 1000;

	/**
	 * The mappings of GitHub issues.
	 * @param githubIssueIds GitHub's immutable ids
	 * @return the mappings that there are, in no order
	 */
	List<IssueMapping> loadByGitHubIssues(Collection<Long> githubIssueIds);

	/**
	 * The mappings of Jira issues.
	 * @param jiraIssueIds Jira's immutable ids
	 * @return the mappings that there are, in no order
	 */
	List<IssueMapping> loadByJiraIssues(Collection<Long> jiraIssueIds);

	/**
	 * Claims the right to create the Jira twins of GitHub issues, as
	 * {@link IssueMappings#claim(String, GitHubSide)} does for one.
	 * @param link the name of the link
	 * @param issues the issues that exist
	 * @return a claim for each issue, in their order; fresh for the first of equals
	 */
	List<Claim> claimGitHubIssues(String link, Collection<GitHubSide> issues);

	/**
	 * Claims the right to create the GitHub twins of Jira issues, as
	 * {@link IssueMappings#claim(String, JiraSide)} does for one.
	 * @param link the name of the link
	 * @param issues the issues that exist
	 * @return a claim for each issue, in their order; fresh for the first of equals
	 */
	List<Claim> claimJiraIssues(String link, Collection<JiraSide> issues);

	/**
	 * Stores the sides and the state of each mapping whose version is still the one that
	 * was read, and adds 1 to it; the others are left as they are.
	 * @param mappings the mappings, each once
	 * @return what was stored and what was not
	 * @throws MappingConflictException if a side belongs to another mapping; its chunk
	 * was not stored, and no later one
	 */
	Saved saveAll(Collection<IssueMapping> mappings);

	/**
	 * Follows the renaming or the transfer of a whole repository: all mappings of the old
	 * name get the new one. Whoever holds one of these mappings has to read it again.
	 * @param from the old {@code owner/name}
	 * @param to the new {@code owner/name}
	 * @return how many mappings were changed
	 */
	int renameRepository(String from, String to);

	/**
	 * Follows the change of a Jira project's key: all mappings of the old key get the new
	 * one, and each issue keeps its number. Whoever holds one of these mappings has to
	 * read it again.
	 * @param from the old key
	 * @param to the new key
	 * @return how many mappings were changed
	 */
	int renameProject(String from, String to);

	/**
	 * The result of storing many mappings.
	 *
	 * @param stored the mappings as stored, in no order
	 * @param stale those that somebody else stored or removed in the meantime, as they
	 * were given
	 */
	record Saved(List<IssueMapping> stored, List<IssueMapping> stale) {

		public Saved {
			stored = List.copyOf(stored);
			stale = List.copyOf(stale);
		}

	}

}
