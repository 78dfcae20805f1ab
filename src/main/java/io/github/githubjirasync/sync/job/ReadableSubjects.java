package io.github.githubjirasync.sync.job;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.GitHubRepositoryRenamed;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.JobSubjects;
import org.jspecify.annotations.Nullable;

/**
 * Reads from stored jobs what they are about.
 */
final class ReadableSubjects implements JobSubjects {

	@Override
	public Optional<JobSubject> of(String kind, String payload) {
		if (!SyncJob.kinds().contains(kind)) {
			return Optional.empty();
		}
		try {
			SyncJob job = SyncJob.read(kind, payload);
			Change change = job.change();
			return Optional
				.of(new JobSubject(job.link(), job.event(), github(change), jira(change), change.actor().name()));
		}
		catch (UnreadableJobException ex) {
			return Optional.empty();
		}
	}

	private static @Nullable String github(Change change) {
		GitHubIssueRef ref = null;
		if (change instanceof GitHubIssueChanged issue) {
			ref = issue.issue().ref();
		}
		else if (change instanceof GitHubCommentChanged comment) {
			ref = comment.issue().ref();
		}
		else if (change instanceof GitHubPullRequestChanged pull) {
			ref = pull.pullRequest().ref();
		}
		else if (change instanceof GitHubIssueTransferred transfer) {
			ref = transfer.to().ref();
		}
		else if (change instanceof GitHubSubIssueChanged part) {
			ref = part.issue().ref();
		}
		else if (change instanceof GitHubRepositoryRenamed renamed) {
			return renamed.repository();
		}
		return (ref != null) ? ref.toString() : null;
	}

	private static @Nullable String jira(Change change) {
		if (change instanceof JiraIssueChanged issue) {
			return issue.issue().key().value();
		}
		return (change instanceof JiraCommentChanged comment) ? comment.issue().key().value() : null;
	}

	@Override
	public Set<String> lanes(IssueMapping mapping) {
		Set<String> lanes = new LinkedHashSet<>();
		if (mapping.github() != null) {
			lanes.add(Lanes.ofGitHubIssue(mapping.github().issueId()));
		}
		if (mapping.jira() != null) {
			lanes.add(Lanes.ofJiraIssue(mapping.jira().issueId()));
		}
		return lanes;
	}

}
