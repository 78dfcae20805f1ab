package io.github.githubjirasync.webhook;

import java.time.Instant;
import java.util.Set;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.Kind;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import org.jspecify.annotations.Nullable;

import static io.github.githubjirasync.webhook.UnreadableException.required;

/**
 * Understands GitHub's deliveries. Only {@code issues}, {@code issue_comment},
 * {@code pull_request}, {@code sub_issues} and {@code repository} are parsed. GitHub adds
 * events, actions and fields at any time: unknown ones are ignored, never refused.
 */
final class GitHubPayloadReader {

	/** Shown by GitHub in place of an account that was deleted. */
	private static final Actor GHOST = new Actor(null, "ghost");

	private static final Set<String> UPDATES = Set.of("edited", "labeled", "unlabeled", "closed", "reopened",
			"assigned", "unassigned", "milestoned", "demilestoned", "typed", "untyped");

	private final PayloadMapper<GitHubPayload> mapper = new PayloadMapper<>(GitHubPayload.class,
			PropertyNamingStrategies.SNAKE_CASE);

	/**
	 * Reads a verified body.
	 * @param header the value of {@code X-GitHub-Event}
	 * @param form whether the body is a form with the JSON in it
	 * @param body the raw bytes
	 * @return what it says
	 */
	Reading read(@Nullable String header, boolean form, byte[] body) {
		String event = Reading.eventName(header);
		return switch (event) {
			case "issues" -> this.mapper.read(event, () -> json(form, body), this::issues);
			case "issue_comment" -> this.mapper.read(event, () -> json(form, body), this::issueComment);
			case "pull_request" -> this.mapper.read(event, () -> json(form, body), GitHubSides::pullRequest);
			case "sub_issues" -> this.mapper.read(event, () -> json(form, body), GitHubSides::subIssue);
			case "repository" -> this.mapper.read(event, () -> json(form, body), GitHubSides::repository);
			case "ping" -> new Reading.Ignored(event, "ping");
			case Reading.UNKNOWN_EVENT -> new Reading.Unreadable(event, "The header X-GitHub-Event is missing or odd");
			default -> new Reading.Ignored(event, "event-not-synced");
		};
	}

	private static byte[] json(boolean form, byte[] body) {
		return form ? FormBody.payload(body) : body;
	}

	private PayloadMapper.Meaning issues(GitHubPayload payload) {
		String action = required(payload.action(), "action");
		return new PayloadMapper.Meaning("issues." + action, (event) -> issue(event, action, payload));
	}

	private Reading issue(String event, String action, GitHubPayload payload) {
		if (GitHubSides.isTransfer(action, payload.changes())) {
			return GitHubSides.transfer(event, action, payload);
		}
		Kind kind = issueKind(action);
		if (kind == null) {
			return new Reading.Ignored(event, "action-not-synced");
		}
		GitHubPayload.Issue issue = required(payload.issue(), "issue");
		if (issue.isPullRequest()) {
			return new Reading.Ignored(event, "pull-request");
		}
		return new Reading.Changed(event,
				new Change.GitHubIssueChanged(kind, action, snapshot(issue, payload), actor(payload.sender())));
	}

	private static @Nullable Kind issueKind(String action) {
		if (UPDATES.contains(action)) {
			return Kind.UPDATED;
		}
		return switch (action) {
			case "opened" -> Kind.CREATED;
			case "deleted" -> Kind.DELETED;
			default -> null;
		};
	}

	private PayloadMapper.Meaning issueComment(GitHubPayload payload) {
		String action = required(payload.action(), "action");
		return new PayloadMapper.Meaning("issue_comment." + action, (event) -> comment(event, action, payload));
	}

	private Reading comment(String event, String action, GitHubPayload payload) {
		Kind kind = switch (action) {
			case "created" -> Kind.CREATED;
			case "edited" -> Kind.UPDATED;
			case "deleted" -> Kind.DELETED;
			default -> null;
		};
		if (kind == null) {
			return new Reading.Ignored(event, "action-not-synced");
		}
		GitHubPayload.Issue issue = required(payload.issue(), "issue");
		if (issue.isPullRequest()) {
			return new Reading.Ignored(event, "pull-request");
		}
		CommentSnapshot comment = snapshot(required(payload.comment(), "comment"));
		return new Reading.Changed(event,
				new Change.GitHubCommentChanged(kind, snapshot(issue, payload), comment, actor(payload.sender())));
	}

	private static GitHubIssueSnapshot snapshot(GitHubPayload.Issue issue, GitHubPayload payload) {
		return snapshot(issue, required(payload.repository(), "repository"));
	}

	static GitHubIssueSnapshot snapshot(GitHubPayload.Issue issue, GitHubPayload.Repository repository) {
		GitHubIssueRef ref = new GitHubIssueRef(required(repository.fullName(), "repository.full_name"),
				required(issue.number(), "issue.number"));
		// Private unless GitHub says otherwise: nothing is published by a missing field.
		boolean privateRepository = !Boolean.FALSE.equals(repository.isPrivate());
		return new GitHubIssueSnapshot(required(issue.id(), "issue.id"), ref, privateRepository,
				required(issue.title(), "issue.title"), issue.body(),
				!required(issue.state(), "issue.state").equals("closed"), issue.stateReason(),
				Present.values(issue.labels(), GitHubPayload.Label::name),
				Present.values(issue.assignees(), GitHubPayload.User::login),
				(issue.milestone() != null) ? issue.milestone().title() : null, actor(issue.user()),
				required(issue.htmlUrl(), "issue.html_url"), time(issue.createdAt(), "issue.created_at"),
				time(issue.updatedAt(), "issue.updated_at"), GitHubDetails.of(issue, repository));
	}

	private static CommentSnapshot snapshot(GitHubPayload.Comment comment) {
		RichText body = RichText.markdown((comment.body() != null) ? comment.body() : "");
		return new CommentSnapshot(required(comment.id(), "comment.id"), body, actor(comment.user()), comment.htmlUrl(),
				false, time(comment.createdAt(), "comment.created_at"),
				time(comment.updatedAt(), "comment.updated_at"));
	}

	static Actor actor(GitHubPayload.@Nullable User user) {
		if (user == null || user.login() == null) {
			return GHOST;
		}
		return new Actor((user.id() != null) ? user.id().toString() : null, user.login());
	}

	static Instant time(@Nullable String text, String name) {
		return required(Timestamps.parse(text), name);
	}

}
