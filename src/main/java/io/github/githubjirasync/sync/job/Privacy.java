package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;

/**
 * Keeps what only some people may read from where everybody may, unless the link allows
 * it. A project in Jira is one for some unless its link says otherwise. Whether a
 * repository is public is asked for at most once a minute, so that one that becomes
 * public is noticed within that time. Whoever makes or writes a twin asks for the link as
 * it goes for that pair. What takes something away from the public side goes through:
 * deletions, and comments that become restricted. Safe for use by many threads.
 */
final class Privacy {

	static final JobOutcome NOT_FOR_GITHUB = refused("a public repository gets nothing of a project that is not");

	static final JobOutcome NOT_FOR_JIRA = refused("a public project gets nothing of a private repository");

	private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

	private static final int MOST_KNOWN = 10_000;

	private final IssueMappings mappings;

	private final GitHubDirectory directory;

	private final Clock clock;

	private final Map<String, Known> known = new ConcurrentHashMap<>();

	Privacy(IssueMappings mappings, GitHubDirectory directory, Clock clock) {
		this.mappings = mappings;
		this.directory = directory;
		this.clock = clock;
	}

	/**
	 * The link as it goes for what a GitHub issue shows: what may not reach GitHub does
	 * not as the answer to a change on GitHub either.
	 * @param issue the issue
	 * @param link its link
	 * @return the link, perhaps towards Jira only; empty if nothing of the issue may
	 * reach Jira
	 */
	Optional<Link> towardsJira(GitHubIssueSnapshot issue, Link link) {
		if (link.allowPrivateToPublic()) {
			return Optional.of(link);
		}
		if (link.jira().publicProject()) {
			return issue.privateRepository() ? Optional.empty() : Optional.of(link);
		}
		boolean both = link.toGitHub() && link.toJira();
		boolean open = both && issue.privateRepository() && isPrivate(issue.ref().repository());
		return Optional.of((both && !open) ? link.towardsJiraOnly() : link);
	}

	/**
	 * The link as it goes for what a Jira issue shows: what may not reach Jira does not
	 * as the answer to a change in Jira either.
	 * @param jiraIssueId the id of the issue
	 * @param link its link
	 * @return the link, perhaps towards GitHub only; empty if nothing of the issue may
	 * reach GitHub
	 */
	Optional<Link> towardsGitHub(long jiraIssueId, Link link) {
		if (link.allowPrivateToPublic()) {
			return Optional.of(link);
		}
		String repository = this.mappings.findByJiraIssue(jiraIssueId)
			.map(IssueMapping::github)
			.map(GitHubSide::ref)
			.map((ref) -> ref.repository())
			.orElseGet(link::repositoryForNewIssues);
		if (link.jira().publicProject()) {
			boolean both = link.toGitHub() && link.toJira();
			return Optional.of((both && mayBePrivate(repository)) ? link.towardsGitHubOnly() : link);
		}
		return isPrivate(repository) ? Optional.of(link) : Optional.empty();
	}

	/**
	 * Refuses a change that would publish something, and is none of an issue's fields.
	 * @return what becomes of it; empty if it goes through, or is asked about where its
	 * twin is written
	 */
	Optional<JobOutcome> refuse(Change change, Link link) {
		if (link.allowPrivateToPublic()) {
			return Optional.empty();
		}
		if (change instanceof JiraCommentChanged comment) {
			boolean withdrawn = comment.kind() == Change.Kind.DELETED || comment.comment().restricted();
			return (withdrawn || towardsGitHub(comment.issue().id(), link).isPresent()) ? Optional.empty()
					: Optional.of(NOT_FOR_GITHUB);
		}
		return (link.jira().publicProject() && isOfPrivateRepository(change)) ? Optional.of(NOT_FOR_JIRA)
				: Optional.empty();
	}

	private static boolean isOfPrivateRepository(Change change) {
		if (change instanceof GitHubCommentChanged comment) {
			return comment.kind() != Change.Kind.DELETED && comment.issue().privateRepository();
		}
		if (change instanceof GitHubPullRequestChanged pull) {
			return pull.pullRequest().privateRepository();
		}
		return change instanceof GitHubIssueTransferred transfer && transfer.to().privateRepository();
	}

	private static JobOutcome refused(String reason) {
		return new JobOutcome.Ignored(reason + ", unless the link has allow-private-to-public");
	}

	/** One that we may not see at all is no place that is known to be private. */
	private boolean isPrivate(String repository) {
		return visibility(repository) == Visibility.PRIVATE;
	}

	/**
	 * Whether a repository is not known to be public.
	 * @param repository {@code owner/name}
	 * @return {@code true} also if we may not see it at all
	 */
	boolean mayBePrivate(String repository) {
		return visibility(repository) != Visibility.PUBLIC;
	}

	private Visibility visibility(String repository) {
		String key = repository.toLowerCase(Locale.ROOT);
		Instant now = this.clock.instant();
		Known found = this.known.get(key);
		if (found == null || found.asked().plus(KNOWN_FOR).isBefore(now)) {
			found = new Known(this.directory.repository(repository)
				.map((seen) -> seen.privateRepository() ? Visibility.PRIVATE : Visibility.PUBLIC)
				.orElse(Visibility.UNSEEN), now);
			if (this.known.size() >= MOST_KNOWN) {
				this.known.clear();
			}
			this.known.put(key, found);
		}
		return found.visibility();
	}

	private enum Visibility {

		PRIVATE, PUBLIC, UNSEEN

	}

	private record Known(Visibility visibility, Instant asked) {
	}

}
