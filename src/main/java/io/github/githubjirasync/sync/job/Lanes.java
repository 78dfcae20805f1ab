package io.github.githubjirasync.sync.job;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.GitHubRepositoryRenamed;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Origin;

/**
 * One lane for each issue pair, named after its GitHub issue. A Jira issue whose twin is
 * not known yet has a lane of its own; its jobs move over as soon as the twin is known.
 */
final class Lanes {

	private final IssueMappings mappings;

	Lanes(IssueMappings mappings) {
		this.mappings = mappings;
	}

	String of(Change change) {
		if (change.origin() == Origin.GITHUB) {
			return unmapped(change);
		}
		return this.mappings.findByJiraIssue(jiraIssueId(change))
			.map(IssueMapping::github)
			.map((github) -> ofGitHubIssue(github.issueId()))
			.orElseGet(() -> unmapped(change));
	}

	/** The lane while nothing is known of a twin. */
	static String unmapped(Change change) {
		if (change instanceof GitHubIssueChanged issue) {
			return ofGitHubIssue(issue.issue().id());
		}
		if (change instanceof GitHubCommentChanged comment) {
			return ofGitHubIssue(comment.issue().id());
		}
		if (change instanceof GitHubSubIssueChanged part) {
			return ofGitHubIssue(part.issue().id());
		}
		if (change instanceof GitHubIssueTransferred transfer) {
			return ofGitHubIssue(transfer.to().id());
		}
		if (change instanceof GitHubPullRequestChanged pull) {
			return "github-pull-" + pull.pullRequest().id();
		}
		if (change instanceof GitHubRepositoryRenamed repository) {
			return "github-repository-" + repository.repositoryId();
		}
		return ofJiraIssue(jiraIssueId(change));
	}

	static String ofGitHubIssue(long id) {
		return "github-" + id;
	}

	static String ofJiraIssue(long id) {
		return "jira-" + id;
	}

	private static long jiraIssueId(Change change) {
		return (change instanceof JiraIssueChanged issue) ? issue.issue().id()
				: ((JiraCommentChanged) change).issue().id();
	}

}
