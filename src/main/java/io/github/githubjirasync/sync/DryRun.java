package io.github.githubjirasync.sync;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;

/**
 * Shows what would be done about an issue, and does nothing: both sides are read at most.
 * Every method calls upstreams and throws
 * {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for use by many
 * threads.
 */
public interface DryRun {

	/**
	 * What a job would do now.
	 * @param kind the kind of the job
	 * @param payload what it holds
	 * @return the preview
	 */
	Preview ofJob(String kind, String payload);

	/**
	 * What would be carried over from an issue on GitHub as it is now.
	 * @param ref where it is
	 * @return the preview
	 */
	Preview ofGitHubIssue(GitHubIssueRef ref);

	/**
	 * What would be carried over from an issue in Jira as it is now.
	 * @param key its key
	 * @return the preview; of an issue with a security level nothing is shown
	 */
	Preview ofJiraIssue(JiraIssueKey key);

}
