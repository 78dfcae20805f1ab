package io.github.githubjirasync.sync.job;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;

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
		if (change instanceof GitHubIssueChanged || change instanceof GitHubCommentChanged) {
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
		return "jira-" + jiraIssueId(change);
	}

	private static String ofGitHubIssue(long id) {
		return "github-" + id;
	}

	private static long jiraIssueId(Change change) {
		return (change instanceof JiraIssueChanged issue) ? issue.issue().id()
				: ((JiraCommentChanged) change).issue().id();
	}

}
