package io.github.githubjirasync.jira;

import java.util.Collection;
import java.util.List;

/**
 * Creates and reads many issues in few calls. Every method calls the network once for
 * each 50 or 100 issues, and on Data Center, which has no call to read many, once for
 * each that it reads. Throws {@link io.github.githubjirasync.upstream.UpstreamException};
 * what was created before stays then. Safe for use by many threads.
 */
public interface JiraBulk {

	/** The most issues that one call creates. */
	int MOST_CREATED = 50;

	/** The most issues that one call reads. */
	int MOST_READ = 100;

	/**
	 * Creates issues, with their properties. One that is refused does not keep the others
	 * from being created.
	 * @param issues what they shall hold
	 * @return what became of each, in the same order
	 */
	List<JiraBulkResult> createIssues(List<NewJiraIssue> issues);

	/**
	 * Reads issues.
	 * @param idsOrKeys their ids, or keys that they have or had
	 * @return those that exist and may be seen, in no particular order
	 */
	List<JiraIssue> issues(Collection<String> idsOrKeys);

}
