package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubRepository;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.GitHubRepositoryRenamed;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.link.Link;

/**
 * Keeps what only some people may read from where everybody may, unless the link allows
 * it. A project in Jira is one for some unless its link says otherwise. Whether a
 * repository is public is asked for at most once a minute, so that one that becomes
 * public is noticed within that time. What takes something away from the public side goes
 * through: deletions, and comments that become restricted. Safe for use by many threads.
 */
final class Privacy {

	private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

	private static final int MOST_KNOWN = 10_000;

	private final IssueMappings mappings;

	private final GitHubDirectory directory;

	private final Clock clock;

	private final Map<String, Visibility> known = new ConcurrentHashMap<>();

	Privacy(IssueMappings mappings, GitHubDirectory directory, Clock clock) {
		this.mappings = mappings;
		this.directory = directory;
		this.clock = clock;
	}

	/**
	 * The link as it goes for a change: what may not reach GitHub does not as the answer
	 * to a change on GitHub either.
	 */
	Link effective(Link link, Change change) {
		boolean closed = change instanceof GitHubIssueChanged issue && isClosedToGitHub(link)
				&& !issue.issue().privateRepository();
		return (closed && link.toGitHub() && link.toJira()) ? link.towardsJiraOnly() : link;
	}

	private static boolean isClosedToGitHub(Link link) {
		return !link.allowPrivateToPublic() && !link.jira().publicProject();
	}

	/**
	 * Refuses a change that would publish something.
	 * @return what becomes of it; empty if it goes through
	 */
	Optional<JobOutcome> refuse(Change change, Link link) {
		if (link.allowPrivateToPublic()) {
			return Optional.empty();
		}
		if (change instanceof JiraIssueChanged issue) {
			return (issue.kind() == Change.Kind.DELETED) ? Optional.empty() : toGitHub(issue.issue().id(), link);
		}
		if (change instanceof JiraCommentChanged comment) {
			boolean withdrawn = comment.kind() == Change.Kind.DELETED || comment.comment().restricted();
			return withdrawn ? Optional.empty() : toGitHub(comment.issue().id(), link);
		}
		return (link.jira().publicProject() && isOfPrivateRepository(change))
				? Optional.of(refused("a public project gets nothing of a private repository")) : Optional.empty();
	}

	private Optional<JobOutcome> toGitHub(long jiraIssueId, Link link) {
		if (link.jira().publicProject()) {
			return Optional.empty();
		}
		String repository = this.mappings.findByJiraIssue(jiraIssueId)
			.map(IssueMapping::github)
			.map(GitHubSide::ref)
			.map((ref) -> ref.repository())
			.orElseGet(link::repositoryForNewIssues);
		return isPrivate(repository) ? Optional.empty()
				: Optional.of(refused("a public repository gets nothing of a project that is not"));
	}

	private static JobOutcome refused(String reason) {
		return new JobOutcome.Ignored(reason + ", unless the link has allow-private-to-public");
	}

	private static boolean isOfPrivateRepository(Change change) {
		if (change instanceof GitHubIssueChanged issue) {
			return issue.kind() != Change.Kind.DELETED && issue.issue().privateRepository();
		}
		if (change instanceof GitHubCommentChanged comment) {
			return comment.kind() != Change.Kind.DELETED && comment.issue().privateRepository();
		}
		if (change instanceof GitHubPullRequestChanged pull) {
			return pull.pullRequest().privateRepository();
		}
		if (change instanceof GitHubSubIssueChanged part) {
			return part.issue().privateRepository() || part.parent().privateRepository();
		}
		if (change instanceof GitHubIssueTransferred transfer) {
			return transfer.to().privateRepository();
		}
		return !(change instanceof GitHubRepositoryRenamed);
	}

	private boolean isPrivate(String repository) {
		String key = repository.toLowerCase(Locale.ROOT);
		Instant now = this.clock.instant();
		Visibility visibility = this.known.get(key);
		if (visibility == null || visibility.asked().plus(KNOWN_FOR).isBefore(now)) {
			// One that we may not see at all is no place that is known to be private.
			boolean found = this.directory.repository(repository)
				.filter(GitHubRepository::privateRepository)
				.isPresent();
			visibility = new Visibility(found, now);
			if (this.known.size() >= MOST_KNOWN) {
				this.known.clear();
			}
			this.known.put(key, visibility);
		}
		return visibility.isPrivate();
	}

	private record Visibility(boolean isPrivate, Instant asked) {
	}

}
