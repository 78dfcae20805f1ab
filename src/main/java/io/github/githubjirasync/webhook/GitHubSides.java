package io.github.githubjirasync.webhook;

import java.util.Objects;
import java.util.Set;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.PullRequestSnapshot;
import org.jspecify.annotations.Nullable;

import static io.github.githubjirasync.webhook.UnreadableException.required;

/**
 * Understands what GitHub tells of pull requests, sub-issues, transfers and renames.
 */
final class GitHubSides {

	private static final Set<String> PULL_REQUEST_ACTIONS = Set.of("opened", "edited", "closed", "reopened",
			"ready_for_review", "converted_to_draft");

	private GitHubSides() {
	}

	static PayloadMapper.Meaning pullRequest(GitHubPayload payload) {
		String action = required(payload.action(), "action");
		return new PayloadMapper.Meaning("pull_request." + action, (event) -> {
			if (!PULL_REQUEST_ACTIONS.contains(action)) {
				return new Reading.Ignored(event, "action-not-synced");
			}
			PullRequestSnapshot snapshot = snapshot(required(payload.pullRequest(), "pull_request"),
					required(payload.repository(), "repository"));
			return new Reading.Changed(event, new Change.GitHubPullRequestChanged(action, snapshot,
					former(payload.changes()), GitHubPayloadReader.actor(payload.sender())));
		});
	}

	private static PullRequestSnapshot snapshot(GitHubPayload.PullRequest pull, GitHubPayload.Repository repository) {
		String branch = (pull.head() != null) ? Objects.requireNonNullElse(pull.head().ref(), "") : "";
		return new PullRequestSnapshot(required(pull.id(), "pull_request.id"),
				new GitHubIssueRef(required(repository.fullName(), "repository.full_name"),
						required(pull.number(), "pull_request.number")),
				repository.id(), !Boolean.FALSE.equals(repository.isPrivate()),
				required(pull.title(), "pull_request.title"), pull.body(), branch,
				!required(pull.state(), "pull_request.state").equals("closed"), Boolean.TRUE.equals(pull.merged()),
				Boolean.TRUE.equals(pull.draft()), GitHubPayloadReader.actor(pull.user()),
				required(pull.htmlUrl(), "pull_request.html_url"),
				GitHubPayloadReader.time(pull.updatedAt(), "pull_request.updated_at"));
	}

	private static @Nullable String former(GitHubPayload.@Nullable Changes changes) {
		if (changes == null) {
			return null;
		}
		String former = from(changes.title()) + "\n" + from(changes.body());
		return former.isBlank() ? null : former;
	}

	private static String from(GitHubPayload.@Nullable From from) {
		return (from != null && from.from() != null) ? from.from() : "";
	}

	/**
	 * GitHub tells of a link between two issues from both ends; that of the sub-issue
	 * counts.
	 */
	static PayloadMapper.Meaning subIssue(GitHubPayload payload) {
		String action = required(payload.action(), "action");
		return new PayloadMapper.Meaning("sub_issues." + action, (event) -> {
			if (!action.equals("parent_issue_added") && !action.equals("parent_issue_removed")) {
				return new Reading.Ignored(event, "told-by-the-other-end");
			}
			GitHubPayload.Repository repository = required(payload.repository(), "repository");
			GitHubPayload.Repository parents = (payload.parentIssueRepo() != null) ? payload.parentIssueRepo()
					: repository;
			return new Reading.Changed(event,
					new Change.GitHubSubIssueChanged(action.equals("parent_issue_added"),
							GitHubPayloadReader.snapshot(required(payload.subIssue(), "sub_issue"), repository),
							GitHubPayloadReader.snapshot(required(payload.parentIssue(), "parent_issue"), parents),
							GitHubPayloadReader.actor(payload.sender())));
		});
	}

	/** Whether an action on an issue is the one or the other end of its transfer. */
	static boolean isTransfer(String action, GitHubPayload.@Nullable Changes changes) {
		return action.equals("transferred")
				|| (action.equals("opened") && changes != null && changes.oldIssue() != null);
	}

	/** A transfer is told where the issue was, and where it is opened. */
	static Reading transfer(String event, String action, GitHubPayload payload) {
		GitHubPayload.Changes changes = required(payload.changes(), "changes");
		GitHubPayload.Issue issue = required(payload.issue(), "issue");
		GitHubPayload.Repository repository = required(payload.repository(), "repository");
		boolean left = action.equals("transferred");
		GitHubPayload.Issue other = required(left ? changes.newIssue() : changes.oldIssue(),
				left ? "changes.new_issue" : "changes.old_issue");
		GitHubPayload.Repository otherRepository = required(left ? changes.newRepository() : changes.oldRepository(),
				left ? "changes.new_repository" : "changes.old_repository");
		return new Reading.Changed(event,
				new Change.GitHubIssueTransferred(
						left ? GitHubPayloadReader.snapshot(issue, repository)
								: GitHubPayloadReader.snapshot(other, otherRepository),
						left ? GitHubPayloadReader.snapshot(other, otherRepository)
								: GitHubPayloadReader.snapshot(issue, repository),
						GitHubPayloadReader.actor(payload.sender())));
	}

	static PayloadMapper.Meaning repository(GitHubPayload payload) {
		String action = required(payload.action(), "action");
		return new PayloadMapper.Meaning("repository." + action, (event) -> {
			GitHubPayload.Repository repository = required(payload.repository(), "repository");
			String now = required(repository.fullName(), "repository.full_name");
			String former = former(action, now, payload.changes());
			if (former == null) {
				return new Reading.Ignored(event, "action-not-synced");
			}
			return new Reading.Changed(event,
					new Change.GitHubRepositoryRenamed(required(repository.id(), "repository.id"), former, now,
							GitHubPayloadReader.actor(payload.sender())));
		});
	}

	private static @Nullable String former(String action, String now, GitHubPayload.@Nullable Changes changes) {
		if (changes == null) {
			return null;
		}
		int slash = now.indexOf('/');
		if (action.equals("renamed") && changes.repository() != null) {
			GitHubPayload.From name = required(changes.repository().name(), "changes.repository.name");
			return now.substring(0, slash + 1) + required(name.from(), "changes.repository.name.from");
		}
		if (action.equals("transferred") && changes.owner() != null && changes.owner().from() != null) {
			GitHubPayload.FormerOwner owner = changes.owner().from();
			GitHubPayload.User account = (owner.user() != null) ? owner.user() : owner.organization();
			return (account != null && account.login() != null) ? account.login() + now.substring(slash) : null;
		}
		return null;
	}

}
