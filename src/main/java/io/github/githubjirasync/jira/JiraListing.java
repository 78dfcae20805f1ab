package io.github.githubjirasync.jira;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Walks through all issues of a project, one page of up to 100 a call, so that there is
 * no bound on their number. Throws
 * {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for use by many
 * threads.
 */
public interface JiraListing {

	/**
	 * A page of the issues of a project that we may see, oldest first.
	 * @param projectKey the project
	 * @param cursor the page, as the one before named it; {@code null} for the first
	 * @return the page
	 */
	Page issues(String projectKey, @Nullable String cursor);

	/**
	 * A page.
	 *
	 * @param issues its issues
	 * @param next the next page, {@code null} if this is the last
	 */
	record Page(List<JiraIssue> issues, @Nullable String next) {

		public Page {
			issues = List.copyOf(issues);
		}

	}

}
