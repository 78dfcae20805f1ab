package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubComment;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraComment;
import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Repeats comments on GitHub in Jira. A comment follows its origin only: edits of the
 * repeated one stay where they are.
 */
final class GitHubCommentSync {

	private final CommentMappings comments;

	private final GitHubIssueSync issues;

	private final Claims claims;

	private final GitHubClient github;

	private final JiraClient jira;

	private final Texts texts;

	private final Uploads uploads;

	GitHubCommentSync(CommentMappings comments, GitHubIssueSync issues, Claims claims, GitHubClient github,
			JiraClient jira, Texts texts, Uploads uploads) {
		this.uploads = uploads;
		this.comments = comments;
		this.issues = issues;
		this.claims = claims;
		this.github = github;
		this.jira = jira;
		this.texts = texts;
	}

	JobOutcome apply(GitHubCommentChanged change, Link link) {
		CommentSnapshot comment = change.comment();
		boolean ours = this.issues.isSelf(comment.author());
		if (ours && Markers.markedComment(comment.body().value()).isPresent()) {
			return new JobOutcome.Ignored("echo");
		}
		Optional<CommentMapping> known = this.comments.findByGitHubComment(comment.id());
		if (known.isPresent() && !CommentStates.beganOn(known.get().state(), true)) {
			return new JobOutcome.Ignored("a repeated comment follows its origin only");
		}
		Optional<IssueMapping> pair = this.issues.twin(change.issue(), link);
		if (pair.isEmpty() && change.kind() == Change.Kind.DELETED) {
			pair = this.issues.known(change.issue().id());
		}
		if (pair.isEmpty()) {
			return Privacy.NOT_FOR_JIRA;
		}
		IssueMapping twin = pair.get();
		if (Filtered.isOut(twin)) {
			return Filtered.TWIN_LEFT;
		}
		if (Field.isDeleted(twin)) {
			return new JobOutcome.Ignored("one of the twins was deleted");
		}
		long jiraIssueId = Objects.requireNonNull(twin.jira()).issueId();
		CommentMappings.Claim claim = this.comments.claimForGitHubComment(twin.id(), comment.id());
		CommentMapping mapping = claim.mapping();
		if (mapping.state().fields().containsKey(Field.DELETED)) {
			return new JobOutcome.Ignored("the comment was deleted");
		}
		Long twinId = mapping.jiraCommentId();
		if (twinId == null && (!claim.fresh() || this.claims.mayHaveTwin(comment.createdAt()))) {
			twinId = find(jiraIssueId, comment.id());
		}
		if (change.kind() == Change.Kind.DELETED) {
			return delete(mapping, jiraIssueId, twinId, comment);
		}
		Instant applied = mapping.state().githubUpdatedAt();
		if (applied != null && comment.updatedAt().isBefore(applied)) {
			return new JobOutcome.Ignored("older than what was applied");
		}
		if (twinId != null && isApplied(mapping, comment.body().value())) {
			return new JobOutcome.Ignored("nothing to change");
		}
		String text = comment.body().value();
		if (applied != null && !comment.updatedAt().isAfter(applied)) {
			// Within one second nobody knows which is newer.
			Optional<String> now = current(change.issue().ref(), comment.id());
			if (now.isEmpty() || isApplied(mapping, now.get())) {
				return new JobOutcome.Ignored("nothing to change");
			}
			text = now.get();
		}
		return write(mapping, jiraIssueId, twinId, comment, text, change.issue(), link);
	}

	/** The comment of an earlier attempt whose answer was lost. */
	private @Nullable Long find(long jiraIssueId, long githubCommentId) {
		return this.jira.comments(jiraIssueId, Markers.JIRA_PROPERTY)
			.stream()
			.filter((found) -> found.property() != null
					&& found.property().path("githubCommentId").asLong() == githubCommentId)
			.map(JiraComment::id)
			.findFirst()
			.orElse(null);
	}

	private Optional<String> current(GitHubIssueRef ref, long githubCommentId) {
		return this.github.comments(ref)
			.stream()
			.filter((found) -> found.id() == githubCommentId)
			.map(GitHubComment::body)
			.findFirst();
	}

	private static boolean isApplied(CommentMapping mapping, String text) {
		FieldState before = mapping.state().fields().get(Field.BODY);
		return before != null && Field.isDigest(before.github(), text);
	}

	private JobOutcome write(CommentMapping mapping, long jiraIssueId, @Nullable Long twinId, CommentSnapshot comment,
			String text, GitHubIssueSnapshot issue, Link link) {
		String page = Objects.requireNonNullElse(comment.htmlUrl(), issue.htmlUrl());
		JsonNode plain = this.texts.forJira(
				"**" + comment.author().name() + "** [commented on GitHub](" + page + "):\n\n" + text, issue, page);
		LeftOut left = new LeftOut();
		JsonNode body = this.uploads
			.place(plain, jiraIssueId,
					() -> Uploads.attached(Snapshots.of(this.jira.issue(Long.toString(jiraIssueId)))), link, left)
			.text();
		JiraComment written;
		try {
			written = (twinId != null) ? this.jira.updateComment(jiraIssueId, twinId, body)
					: this.jira.createComment(jiraIssueId, body, Markers.JIRA_PROPERTY,
							JsonNodeFactory.instance.objectNode().put("githubCommentId", comment.id()));
		}
		catch (UpstreamException.Gone ex) {
			if (twinId == null) {
				throw ex;
			}
			return new JobOutcome.Ignored("somebody deleted the repeated comment in Jira");
		}
		Map<String, FieldState> fields = Map.of(Field.ORIGIN, new FieldState("github", null), Field.BODY,
				new FieldState(Field.digest(text), null));
		this.comments.save(CommentStates.with(mapping, comment.id(), written.id(),
				new SyncedState(comment.updatedAt(), written.updatedAt(), fields)));
		return new JobOutcome.Done(
				issue.ref() + ": comment " + ((twinId != null) ? "updated" : "added") + " in Jira" + left.describe());
	}

	private JobOutcome delete(CommentMapping mapping, long jiraIssueId, @Nullable Long twinId,
			CommentSnapshot comment) {
		if (twinId != null) {
			this.jira.deleteComment(jiraIssueId, twinId);
		}
		this.comments
			.save(CommentStates.with(mapping, comment.id(), twinId, CommentStates.deleted(mapping.state(), true)));
		return new JobOutcome.Done("comment deleted in Jira");
	}

}
