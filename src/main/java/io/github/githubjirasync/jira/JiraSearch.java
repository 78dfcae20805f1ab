package io.github.githubjirasync.jira;

import java.util.List;

import io.github.githubjirasync.jira.JiraApi.IssuePayload;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Finds issues by JQL; Cloud and Data Center differ in it.
 */
interface JiraSearch {

	/** Of up to 100 entries each; a walk beyond it is a fault of somebody's. */
	int MAX_PAGES = 100;

	/**
	 * Walks all pages of a search.
	 * @param jql the query
	 * @param propertyKey the issue property to read along
	 * @return the issues
	 */
	List<IssuePayload> find(String jql, String propertyKey);

	/**
	 * A walk that does not end.
	 * @param what the call
	 * @return the error to throw
	 */
	static UpstreamException tooManyPages(String what) {
		return new UpstreamException.Rejected(Upstream.JIRA, 200,
				"Jira " + what + " rejected (more than " + MAX_PAGES + " pages)");
	}

}
