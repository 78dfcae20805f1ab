package io.github.githubjirasync.github;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Walks through all issues of a repository, one page of up to 100 a call, so that there
 * is no bound on their number. Throws
 * {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for use by many
 * threads.
 */
public interface GitHubListing {

	/**
	 * A page of the issues (no pull requests) of a repository, oldest first.
	 * @param repository {@code owner/name}
	 * @param page the page, as the one before named it; {@code null} for the first
	 * @return the page
	 */
	Page issues(String repository, @Nullable URI page);

	/**
	 * A page.
	 *
	 * @param issues its issues
	 * @param next the next page, {@code null} if this is the last
	 */
	record Page(List<GitHubIssue> issues, @Nullable URI next) {

		public Page {
			issues = List.copyOf(issues);
		}

	}

}
