package io.github.githubjirasync.mapping;

import java.util.List;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds and lists mappings for people and sweeps. It may answer from a replica and so may
 * be a little late; nothing that is decided by its answers may be a create. Each list
 * comes in pages, from a cursor that stays valid whatever is added or removed. Safe for
 * use by many threads.
 */
public interface IssueMappingSearch {

	/** The most mappings on a page. */
	int MAX_LIMIT = 1000;

	/**
	 * The mappings of the issue that is at a place today.
	 * @param ref repository, written as GitHub does, and number
	 * @return mostly one or none; more where a repository was made anew
	 */
	List<IssueMapping> findByRef(GitHubIssueRef ref);

	/**
	 * The mappings of the issue that has a key today.
	 * @param key the key
	 * @return mostly one or none; more where a project was made anew
	 */
	List<IssueMapping> findByKey(JiraIssueKey key);

	/**
	 * All mappings, in the order in which they were claimed.
	 * @param after the cursor of the page before, or {@code null} to begin
	 * @param limit the most mappings on the page, 1 to {@value #MAX_LIMIT}
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is none
	 */
	Page list(@Nullable String after, int limit);

	/**
	 * The mappings of a link, in the order in which they were claimed.
	 * @param link the link's name
	 * @param after the cursor of the page before, or {@code null} to begin
	 * @param limit the most mappings on the page, 1 to {@value #MAX_LIMIT}
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is none
	 */
	Page listLink(String link, @Nullable String after, int limit);

	/**
	 * The mappings of a repository, by number.
	 * @param repository {@code owner/name}, written as GitHub does
	 * @param after the cursor of the page before, or {@code null} to begin
	 * @param limit the most mappings on the page, 1 to {@value #MAX_LIMIT}
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is none
	 */
	Page listRepository(String repository, @Nullable String after, int limit);

	/**
	 * The mappings of a Jira project, in the order in which they were claimed.
	 * @param projectKey the project's key
	 * @param after the cursor of the page before, or {@code null} to begin
	 * @param limit the most mappings on the page, 1 to {@value #MAX_LIMIT}
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is none
	 */
	Page listProject(String projectKey, @Nullable String after, int limit);

	/**
	 * The mappings that lack a side, in the order in which they were claimed: twins that
	 * are being created, or could not be.
	 * @param after the cursor of the page before, or {@code null} to begin
	 * @param limit the most mappings on the page, 1 to {@value #MAX_LIMIT}
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is none
	 */
	Page listClaims(@Nullable String after, int limit);

	/**
	 * A part of a list.
	 *
	 * @param mappings the mappings
	 * @param next the cursor of the next page, or {@code null} if this is the last
	 */
	record Page(List<IssueMapping> mappings, @Nullable String next) {

		public Page {
			mappings = List.copyOf(mappings);
		}

	}

}
