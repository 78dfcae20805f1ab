package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.GitHubRepositoryRenamed;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.GitHubIssueDetails;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;

/**
 * What jobs do beside the fields and comments of a pair: identity that changes, parts,
 * pull requests.
 */
final class Sides {

	/** A delivery that is younger was certainly sent before anything else happened. */
	private static final Duration YOUNG = Duration.ofMinutes(1);

	private final IssueMappings mappings;

	private final PullRequestSync pullRequests;

	private final SubIssues subIssues;

	private final Transfers transfers;

	private final Whereabouts whereabouts;

	private final RepositoryIds repositories;

	private final Privacy privacy;

	private final Clock clock;

	Sides(IssueMappings mappings, PullRequestSync pullRequests, SubIssues subIssues, Transfers transfers,
			Whereabouts whereabouts, RepositoryIds repositories, Privacy privacy, Clock clock) {
		this.mappings = mappings;
		this.pullRequests = pullRequests;
		this.subIssues = subIssues;
		this.transfers = transfers;
		this.whereabouts = whereabouts;
		this.repositories = repositories;
		this.privacy = privacy;
		this.clock = clock;
	}

	/**
	 * What becomes of a change before fields and comments are looked at.
	 * @return the outcome; empty if it is one of fields or comments
	 */
	Optional<JobOutcome> before(Change change, Link link) {
		return this.privacy.refuse(change, link).or(() -> beside(change, link));
	}

	private Optional<JobOutcome> beside(Change change, Link link) {
		if (change instanceof GitHubPullRequestChanged pull) {
			return Optional.of(this.pullRequests.apply(pull, link));
		}
		if (change instanceof GitHubIssueTransferred transfer) {
			GitHubIssueDetails details = transfer.to().details();
			return Optional.of(this.transfers.apply(transfer, this.repositories.linkOf(transfer.to().ref().repository(),
					(details != null) ? details.repositoryId() : null)));
		}
		if (change instanceof GitHubRepositoryRenamed renamed) {
			this.repositories.renamed(renamed.repositoryId(), renamed.former());
			return Optional.of(new JobOutcome.Done(renamed.former() + " is " + renamed.repository() + " now; link "
					+ link.name() + " goes on, but should be changed"));
		}
		if (change instanceof GitHubSubIssueChanged part) {
			return this.whereabouts.rests(part.issue().id()).or(() -> Optional.of(this.subIssues.apply(part, link)));
		}
		if (change instanceof GitHubIssueChanged issue) {
			boolean fresh = issue.action().equals("opened") && isYoung(issue.issue());
			return onGitHub(issue.issue(), fresh || issue.kind() == Change.Kind.DELETED);
		}
		if (change instanceof GitHubCommentChanged comment) {
			return onGitHub(comment.issue(), false);
		}
		return (change instanceof JiraIssueChanged issue && issue.kind() != Change.Kind.DELETED)
				? this.whereabouts.moved(issue.issue()) : Optional.empty();
	}

	private boolean isYoung(GitHubIssueSnapshot issue) {
		return issue.updatedAt().plus(YOUNG).isAfter(this.clock.instant());
	}

	private Optional<JobOutcome> onGitHub(GitHubIssueSnapshot issue, boolean certain) {
		Optional<JobOutcome> rests = this.whereabouts.rests(issue.id());
		if (rests.isPresent() || certain || this.mappings.findByGitHubIssue(issue.id()).isPresent()) {
			return rests;
		}
		return this.transfers.isGone(issue)
				? Optional.of(new JobOutcome.Ignored("the issue was transferred to another repository"))
				: Optional.empty();
	}

	/** Completes what was done with the fields of an issue. */
	JobOutcome after(JobOutcome outcome, JiraIssueChanged change, Link link) {
		return this.subIssues.after(outcome, change, link);
	}

}
