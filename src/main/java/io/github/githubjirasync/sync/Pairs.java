package io.github.githubjirasync.sync;

import java.util.List;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;

/**
 * What operators do about pairs of issues. Every method calls upstreams and throws
 * {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for use by many
 * threads.
 */
public interface Pairs {

	/**
	 * Makes two issues twins that exist on both sides.
	 * @param github the issue on GitHub
	 * @param jira the issue in Jira
	 * @return the mapping
	 * @throws NotPairableException if no link is for both, or one of them has another
	 * twin, or may not have one
	 */
	IssueMapping link(GitHubIssueRef github, JiraIssueKey jira);

	/**
	 * Enqueues what an issue on GitHub is now, as if it had just changed.
	 * @param ref where it is
	 * @param who who asked for it
	 * @return what became of it
	 */
	Receipt sync(GitHubIssueRef ref, String who);

	/**
	 * Enqueues what an issue in Jira is now, as if it had just changed.
	 * @param key its key
	 * @param who who asked for it
	 * @return what became of it
	 */
	Receipt sync(JiraIssueKey key, String who);

	/**
	 * Enqueues what both sides of a pair are now, as far as its link goes their way.
	 * @param mapping the pair
	 * @param who who asked for it
	 * @return what became of each side
	 */
	List<Receipt> sync(IssueMapping mapping, String who);

	/** Two issues cannot be twins. */
	final class NotPairableException extends RuntimeException {

		public NotPairableException(String message) {
			super(message);
		}

	}

}
