package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubComment;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.JiraIssueDetails.Attachment;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.text.ConversionContext;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Repeats comments in Jira on GitHub. Restricted ones never leave Jira. A comment follows
 * its origin only: edits of the repeated one stay where they are.
 */
final class JiraCommentSync {

	private static final JobOutcome RESTRICTED = new JobOutcome.Ignored("a restricted comment stays in Jira");

	private final CommentMappings comments;

	private final IssueMappings mappings;

	private final JiraIssueSync issues;

	private final Claims claims;

	private final GitHubClient github;

	private final JiraClient jira;

	private final Texts texts;

	JiraCommentSync(CommentMappings comments, IssueMappings mappings, JiraIssueSync issues, Claims claims,
			GitHubClient github, JiraClient jira, Texts texts) {
		this.comments = comments;
		this.mappings = mappings;
		this.issues = issues;
		this.claims = claims;
		this.github = github;
		this.jira = jira;
		this.texts = texts;
	}

	JobOutcome apply(JiraCommentChanged change, Link link) {
		CommentSnapshot comment = change.comment();
		Optional<CommentMapping> known = this.comments.findByJiraComment(comment.id());
		if (known.isPresent() && !CommentStates.beganOn(known.get().state(), false)) {
			return new JobOutcome.Ignored("a repeated comment follows its origin only");
		}
		if (known.isEmpty() && this.issues.isSelf(comment.author())) {
			return new JobOutcome.Ignored("echo");
		}
		boolean withdrawn = comment.restricted() || change.kind() == Change.Kind.DELETED;
		Optional<IssueMapping> twin = this.mappings.findByJiraIssue(change.issue().id())
			.filter(IssueMapping::complete)
			.or(() -> this.mappings.loadByJiraIssue(change.issue().id()).filter(IssueMapping::complete));
		if (withdrawn && twin.isEmpty()) {
			return comment.restricted() ? RESTRICTED : new JobOutcome.Ignored("deleted before it was synced");
		}
		boolean met = twin.isPresent();
		List<Attachment> files = List.of();
		if (!withdrawn) {
			// A comment's delivery does not tell whether the issue has a security level.
			Optional<JiraIssueSnapshot> issue = this.issues.visible(change.issue().id()).filter(link.filter()::admits);
			files = issue.map(Uploads::attached).orElse(files);
			twin = issue.flatMap((now) -> this.issues.twin(now, link));
		}
		if (twin.isEmpty()) {
			return new JobOutcome.Ignored("the issue cannot be seen, or has a security level");
		}
		if (!withdrawn && Filtered.isOut(twin.get())) {
			return Filtered.TWIN_LEFT;
		}
		if (Field.isDeleted(twin.get())) {
			return new JobOutcome.Ignored("one of the twins was deleted");
		}
		return apply(change, twin.get(), met, files);
	}

	/**
	 * Applies a change.
	 * @param met whether the issue had a twin before, so that all that happened to the
	 * comment since then is noted
	 * @param files what is attached to the issue
	 */
	private JobOutcome apply(JiraCommentChanged change, IssueMapping twin, boolean met, List<Attachment> files) {
		CommentSnapshot comment = change.comment();
		GitHubIssueRef ref = Objects.requireNonNull(twin.github()).ref();
		CommentMappings.Claim claim = this.comments.claimForJiraComment(twin.id(), comment.id());
		CommentMapping mapping = claim.mapping();
		if (mapping.state().fields().containsKey(Field.DELETED)) {
			return new JobOutcome.Ignored("the comment was deleted");
		}
		Long twinId = mapping.githubCommentId();
		if (twinId == null && (!claim.fresh() || this.claims.mayHaveTwin(comment.createdAt()))) {
			twinId = find(ref, comment.id());
		}
		if (change.kind() == Change.Kind.DELETED) {
			return delete(mapping, ref, twinId, comment);
		}
		Instant applied = mapping.state().jiraUpdatedAt();
		if (applied != null && comment.updatedAt().isBefore(applied)) {
			return new JobOutcome.Ignored("older than what was applied");
		}
		if (comment.restricted()) {
			return withdraw(mapping, ref, twinId, comment);
		}
		boolean newest = (applied != null) ? comment.updatedAt().isAfter(applied) : met;
		Optional<RichText> text = newest ? Optional.of(comment.body()) : current(change);
		if (text.isEmpty()) {
			return RESTRICTED;
		}
		return write(mapping, ref, twinId, comment, text.get(), files,
				this.jira.browseUrl(change.issue().key().value()));
	}

	/** What everybody may read of the comment now. */
	private Optional<RichText> current(JiraCommentChanged change) {
		return this.jira.comments(change.issue().id(), Markers.JIRA_PROPERTY)
			.stream()
			.filter((found) -> found.id() == change.comment().id() && !found.restricted())
			.findFirst()
			.map((found) -> Snapshots.text(found.body()));
	}

	/** A comment that not everybody may read any more. */
	private JobOutcome withdraw(CommentMapping mapping, GitHubIssueRef ref, @Nullable Long twinId,
			CommentSnapshot comment) {
		if (twinId != null) {
			this.github.deleteComment(ref.repository(), twinId);
		}
		this.comments.save(CommentStates.with(mapping, null, comment.id(),
				new SyncedState(null, comment.updatedAt(), Map.of(Field.ORIGIN, new FieldState(null, "jira")))));
		return (twinId != null) ? new JobOutcome.Done(ref + ": comment withdrawn, since it is restricted now")
				: RESTRICTED;
	}

	/** The comment of an earlier attempt whose answer was lost. */
	private @Nullable Long find(GitHubIssueRef ref, long jiraCommentId) {
		return this.github.comments(ref)
			.stream()
			.filter((found) -> found.author().id() == this.github.self().id()
					&& Markers.markedComment(found.body()).filter((mark) -> mark.id() == jiraCommentId).isPresent())
			.map(GitHubComment::id)
			.findFirst()
			.orElse(null);
	}

	private JobOutcome write(CommentMapping mapping, GitHubIssueRef ref, @Nullable Long twinId, CommentSnapshot comment,
			RichText current, List<Attachment> files, String page) {
		String plain = Field.markdown(current, ConversionContext.NONE);
		FieldState before = mapping.state().fields().get(Field.BODY);
		if (twinId != null && before != null && Field.isDigest(before.jira(), plain)) {
			return new JobOutcome.Ignored("nothing to change");
		}
		String text = this.texts.in(ref.repository()).markdown(AttachmentLinks.in(current, files));
		String body = Markers.comment(
				this.texts.forGitHub(
						"**" + comment.author().name() + "** [commented in Jira](" + page + "):\n\n" + text, page),
				comment.id());
		GitHubComment written;
		try {
			written = (twinId != null) ? this.github.updateComment(ref.repository(), twinId, body)
					: this.github.createComment(ref, body);
		}
		catch (UpstreamException.Gone ex) {
			if (twinId == null) {
				throw ex;
			}
			return new JobOutcome.Ignored("somebody deleted the repeated comment on GitHub");
		}
		Map<String, FieldState> fields = Map.of(Field.ORIGIN, new FieldState(null, "jira"), Field.BODY,
				new FieldState(null, Field.digest(plain)));
		this.comments.save(CommentStates.with(mapping, written.id(), comment.id(),
				new SyncedState(written.updatedAt(), comment.updatedAt(), fields)));
		return new JobOutcome.Done(ref + ": comment " + ((twinId != null) ? "updated" : "added") + " on GitHub");
	}

	private JobOutcome delete(CommentMapping mapping, GitHubIssueRef ref, @Nullable Long twinId,
			CommentSnapshot comment) {
		if (twinId != null) {
			this.github.deleteComment(ref.repository(), twinId);
		}
		this.comments
			.save(CommentStates.with(mapping, twinId, comment.id(), CommentStates.deleted(mapping.state(), false)));
		return new JobOutcome.Done("comment deleted on GitHub");
	}

}
