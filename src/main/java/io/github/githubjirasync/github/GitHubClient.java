package io.github.githubjirasync.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.githubjirasync.issue.GitHubIssueRef;

/**
 * The calls to GitHub's REST API that the service makes. Every method calls the network
 * once for each page and throws
 * {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for use by many
 * threads.
 */
public interface GitHubClient {

	/**
	 * Who the service is on GitHub. Cached after the first success.
	 * @return our own account
	 */
	GitHubUser self();

	/**
	 * The page of a repository, for people.
	 * @param repository {@code owner/name}
	 * @return the URL
	 */
	String repositoryUrl(String repository);

	/**
	 * Reads an issue.
	 * @param ref where it is
	 * @return the issue
	 */
	GitHubIssue issue(GitHubIssueRef ref);

	/**
	 * Opens an issue.
	 * @param repository {@code owner/name}
	 * @param issue what it shall hold
	 * @return the issue as GitHub made it
	 */
	GitHubIssue createIssue(String repository, NewGitHubIssue issue);

	/**
	 * Changes an issue; what the update leaves {@code null} stays as it is.
	 * @param ref where it is
	 * @param update what shall change
	 * @return the issue after it
	 */
	GitHubIssue updateIssue(GitHubIssueRef ref, GitHubIssueUpdate update);

	/**
	 * All issues (no pull requests) that an account opened and that changed since an
	 * instant, newest first.
	 * @param repository {@code owner/name}
	 * @param creatorLogin who opened them
	 * @param since the earliest {@code updated_at}
	 * @return the issues, all pages
	 */
	List<GitHubIssue> issuesCreatedBy(String repository, String creatorLogin, Instant since);

	/**
	 * Adds labels to an issue; GitHub creates those that do not exist.
	 * @param ref where it is
	 * @param labels 1 to 100 names
	 */
	void addLabels(GitHubIssueRef ref, List<String> labels);

	/**
	 * Takes a label from an issue; does nothing if the issue does not have it.
	 * @param ref where it is
	 * @param label its name
	 */
	void removeLabel(GitHubIssueRef ref, String label);

	/**
	 * All comments of an issue.
	 * @param ref where it is
	 * @return the comments, all pages, oldest first
	 */
	List<GitHubComment> comments(GitHubIssueRef ref);

	/**
	 * Writes a comment.
	 * @param ref the issue
	 * @param body Markdown
	 * @return the comment as GitHub made it
	 */
	GitHubComment createComment(GitHubIssueRef ref, String body);

	/**
	 * Changes a comment.
	 * @param repository {@code owner/name}
	 * @param commentId the comment's id
	 * @param body Markdown
	 * @return the comment after it
	 */
	GitHubComment updateComment(String repository, long commentId, String body);

	/**
	 * Deletes a comment; does nothing if it is gone.
	 * @param repository {@code owner/name}
	 * @param commentId the comment's id
	 */
	void deleteComment(String repository, long commentId);

	/**
	 * The sub-issues of an issue.
	 * @param ref where it is
	 * @return all pages, in GitHub's order
	 */
	List<GitHubIssue> subIssues(GitHubIssueRef ref);

	/**
	 * Makes an issue a sub-issue of another. An issue has at most one parent.
	 * @param parent where the parent is
	 * @param issueId the id, not the number, of the issue
	 * @param replaceParent whether a parent that it has is left for this one; otherwise
	 * GitHub refuses
	 */
	void addSubIssue(GitHubIssueRef parent, long issueId, boolean replaceParent);

	/**
	 * Takes a sub-issue away from its parent; does nothing if it is none.
	 * @param parent where the parent is
	 * @param issueId the id, not the number, of the sub-issue
	 */
	void removeSubIssue(GitHubIssueRef parent, long issueId);

	/**
	 * The issue that an issue is a sub-issue of.
	 * @param ref where the sub-issue is
	 * @return its parent, or empty if it has none
	 */
	Optional<GitHubIssue> parent(GitHubIssueRef ref);

	/**
	 * Reads a pull request.
	 * @param ref where it is
	 * @return the pull request
	 */
	GitHubPullRequest pullRequest(GitHubIssueRef ref);

}
