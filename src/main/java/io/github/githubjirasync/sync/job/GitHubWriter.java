package io.github.githubjirasync.sync.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubIssueUpdate;
import io.github.githubjirasync.github.NewGitHubIssue;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.GitHubChanges;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields of GitHub issues. What GitHub does not take of assignees, milestone and
 * type is left out, and the rest is written again without it.
 */
final class GitHubWriter {

	private static final Map<String, String> OPTIONAL = Map.of("assignees", Field.ASSIGNEES, "milestone",
			Field.MILESTONE, "type", Field.TYPE);

	private final GitHubClient github;

	private final Milestones milestones;

	GitHubWriter(GitHubClient github, Milestones milestones) {
		this.github = github;
		this.milestones = milestones;
	}

	/**
	 * Changes an issue.
	 * @param ref the issue
	 * @param changes what to change
	 * @param link its link
	 * @param left takes what could not be written
	 * @return the issue after it
	 */
	GitHubIssue update(GitHubIssueRef ref, GitHubChanges changes, Link link, LeftOut left) {
		Set<String> sent = Set.copyOf(changes.names());
		@Nullable Long milestone = milestone(ref.repository(), changes, link, left);
		try {
			return this.github.updateIssue(ref, update(changes, milestone, Set.of()));
		}
		catch (UpstreamException.Rejected ex) {
			return this.github.updateIssue(ref, update(changes, milestone, refused(ex, sent, left)));
		}
	}

	/**
	 * Opens an issue.
	 * @param repository {@code owner/name}
	 * @param title its title where the changes have none
	 * @param body its body where the changes have none
	 * @param changes what it shall hold
	 * @param labels its labels
	 * @param link its link
	 * @param left takes what could not be written
	 * @return the issue as GitHub made it
	 */
	GitHubIssue create(String repository, String title, String body, GitHubChanges changes, List<String> labels,
			Link link, LeftOut left) {
		@Nullable Long milestone = milestone(repository, changes, link, left);
		List<String> assignees = Objects.requireNonNullElse(changes.assignees(), List.of());
		String itsTitle = Objects.requireNonNullElse(changes.title(), title);
		@Nullable String type = "".equals(changes.type()) ? null : changes.type();
		String itsBody = Objects.requireNonNullElse(changes.body(), body);
		try {
			return this.github.createIssue(repository,
					new NewGitHubIssue(itsTitle, itsBody, labels, assignees, milestone, type));
		}
		catch (UpstreamException.Rejected ex) {
			Set<String> refused = refused(ex, Set.copyOf(changes.names()), left);
			return this.github.createIssue(repository,
					new NewGitHubIssue(itsTitle, itsBody, labels, refused.contains("assignees") ? List.of() : assignees,
							refused.contains("milestone") ? null : milestone, refused.contains("type") ? null : type));
		}
	}

	private @Nullable Long milestone(String repository, GitHubChanges changes, Link link, LeftOut left) {
		if (changes.milestone() == null) {
			return null;
		}
		if (changes.milestone().isEmpty()) {
			return GitHubIssueUpdate.NO_MILESTONE;
		}
		Optional<Long> number = this.milestones.milestone(repository, changes.milestone(), link, left);
		return number.orElse(null);
	}

	private static Set<String> refused(UpstreamException.Rejected refusal, Set<String> sent, LeftOut left) {
		Map<String, String> refused = RefusedFields.of(refusal, sent);
		refused.keySet().retainAll(OPTIONAL.keySet());
		if (refusal.status() != 422 || refused.isEmpty()) {
			throw refusal;
		}
		refused.forEach((field, reason) -> left.add(Objects.requireNonNull(OPTIONAL.get(field)), reason));
		return refused.keySet();
	}

	private static GitHubIssueUpdate update(GitHubChanges changes, @Nullable Long milestone, Set<String> without) {
		@Nullable Boolean open = changes.open();
		return new GitHubIssueUpdate(changes.title(), changes.body(),
				(open != null) ? (open ? "open" : "closed") : null, changes.stateReason(),
				without.contains("assignees") ? null : changes.assignees(),
				without.contains("milestone") ? null : milestone, without.contains("type") ? null : changes.type());
	}

}
