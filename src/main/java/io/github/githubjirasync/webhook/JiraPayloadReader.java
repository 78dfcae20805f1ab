package io.github.githubjirasync.webhook;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.Kind;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import org.jspecify.annotations.Nullable;

import static io.github.githubjirasync.webhook.UnreadableException.required;

/**
 * Understands Jira's deliveries, of Cloud and of Server.
 * <p>
 * Server tells a comment twice: as {@code comment_created} without the issue, and as
 * {@code jira:issue_updated} with issue and comment. The first cannot be placed and is
 * ignored; the second is the comment change, recognised by {@code issue_event_type_name}
 * or, from releases that do not send it yet, by a comment without a changelog. A change
 * of the issue that carries a comment along (a transition with a remark) is the change of
 * the issue. Cloud tells a comment as {@code comment_created} with a reduced issue.
 */
final class JiraPayloadReader {

	private static final Actor UNKNOWN = new Actor(null, "unknown");

	private final PayloadMapper<JiraPayload> mapper = new PayloadMapper<>(JiraPayload.class,
			PropertyNamingStrategies.LOWER_CAMEL_CASE);

	/**
	 * Reads a verified body.
	 * @param body the raw bytes
	 * @return what it says
	 */
	Reading read(byte[] body) {
		return this.mapper.read(Reading.UNKNOWN_EVENT, () -> body,
				(payload) -> new PayloadMapper.Meaning(required(payload.webhookEvent(), "webhookEvent"),
						(event) -> meaning(event, payload)));
	}

	private Reading meaning(String event, JiraPayload payload) {
		return switch (event) {
			case "jira:issue_created" -> issue(event, Kind.CREATED, payload);
			case "jira:issue_updated" -> issueUpdated(event, payload);
			case "jira:issue_deleted" -> issue(event, Kind.DELETED, payload);
			case "comment_created" -> comment(event, Kind.CREATED, payload);
			case "comment_updated" -> comment(event, Kind.UPDATED, payload);
			case "comment_deleted" -> comment(event, Kind.DELETED, payload);
			case Reading.UNKNOWN_EVENT -> throw new UnreadableException("The field 'webhookEvent' is odd");
			default -> new Reading.Ignored(event, "event-not-synced");
		};
	}

	private Reading issueUpdated(String event, JiraPayload payload) {
		Kind commented = (payload.comment() != null) ? commented(payload, payload.comment()) : null;
		return (commented != null) ? comment(event, commented, payload) : issue(event, Kind.UPDATED, payload);
	}

	private static @Nullable Kind commented(JiraPayload payload, JiraPayload.Comment comment) {
		if (payload.issueEventTypeName() == null) {
			if (!changedFields(payload).isEmpty()) {
				return null;
			}
			return Objects.equals(comment.created(), comment.updated()) ? Kind.CREATED : Kind.UPDATED;
		}
		return switch (payload.issueEventTypeName()) {
			case "issue_commented" -> Kind.CREATED;
			case "issue_comment_edited" -> Kind.UPDATED;
			case "issue_comment_deleted" -> Kind.DELETED;
			default -> null;
		};
	}

	private Reading issue(String event, Kind kind, JiraPayload payload) {
		JiraIssueSnapshot snapshot = snapshot(required(payload.issue(), "issue"), payload);
		return new Reading.Changed(event, new Change.JiraIssueChanged(kind, snapshot, changedFields(payload),
				actor(payload.user()), time(payload, snapshot.updatedAt())));
	}

	private Reading comment(String event, Kind kind, JiraPayload payload) {
		JiraPayload.Issue issue = payload.issue();
		if (issue == null) {
			return new Reading.Ignored(event, "comment-without-issue");
		}
		JiraPayload.Comment comment = required(payload.comment(), "comment");
		CommentSnapshot snapshot = snapshot(comment, issue, payload);
		return new Reading.Changed(event, new Change.JiraCommentChanged(kind, identity(issue), snapshot,
				commenter(kind, payload, comment), time(payload, snapshot.updatedAt())));
	}

	/**
	 * Cloud does not say who did it. Whoever wrote a comment may not be who deleted it,
	 * so that a deletion of one of our own must not look like our own deed.
	 */
	private static Actor commenter(Kind kind, JiraPayload payload, JiraPayload.Comment comment) {
		if (payload.user() != null || kind == Kind.DELETED) {
			return actor(payload.user());
		}
		return actor((comment.updateAuthor() != null) ? comment.updateAuthor() : comment.author());
	}

	private static JiraIssueIdentity identity(JiraPayload.Issue issue) {
		return new JiraIssueIdentity(required(issue.id(), "issue.id"),
				new JiraIssueKey(required(issue.key(), "issue.key")));
	}

	private static JiraIssueSnapshot snapshot(JiraPayload.Issue issue, JiraPayload payload) {
		JiraIssueIdentity identity = identity(issue);
		JiraPayload.Fields fields = required(issue.fields(), "issue.fields");
		JiraPayload.Status status = required(fields.status(), "issue.fields.status");
		String issueType = required(name(fields.issuetype()), "issue.fields.issuetype.name");
		// Payloads of automation rules can lack both.
		Instant updated = time(fields.updated(), payload, "issue.fields.updated");
		Instant created = time(fields.created(), payload, "issue.fields.created");
		return new JiraIssueSnapshot(identity.id(), identity.key(), required(fields.summary(), "issue.fields.summary"),
				text(fields.description(), "description"), required(status.name(), "issue.fields.status.name"),
				done(status, fields), name(fields.resolution()), issueType, name(fields.priority()),
				Present.values(fields.labels(), (label) -> label), assignee(fields.assignee()),
				actorOrNull(fields.reporter()), fields.secured(), created, updated, JiraDetails.of(fields));
	}

	private static CommentSnapshot snapshot(JiraPayload.Comment comment, JiraPayload.Issue issue, JiraPayload payload) {
		RichText body = text(comment.body(), "comment.body");
		return new CommentSnapshot(required(comment.id(), "comment.id"), (body != null) ? body : RichText.wiki(""),
				actor(comment.author()), null, comment.restricted() || issue.secured(),
				time(comment.created(), payload, "comment.created"),
				time(comment.updated(), payload, "comment.updated"));
	}

	private static @Nullable RichText text(@Nullable JsonNode node, String name) {
		if (node == null || node.isNull()) {
			return null;
		}
		if (node.isTextual()) {
			return RichText.wiki(node.textValue());
		}
		if (node.isObject()) {
			return RichText.adf(node.toString());
		}
		throw new UnreadableException("The field '" + name + "' is neither text nor a document");
	}

	private static boolean done(JiraPayload.Status status, JiraPayload.Fields fields) {
		JiraPayload.Category category = status.statusCategory();
		return (category != null && category.key() != null) ? category.key().equals("done")
				: fields.resolution() != null;
	}

	private static Set<String> changedFields(JiraPayload payload) {
		return (payload.changelog() != null)
				? Set.copyOf(Present.values(payload.changelog().items(), JiraPayload.Item::field)) : Set.of();
	}

	private static @Nullable String name(JiraPayload.@Nullable Named named) {
		return (named != null) ? named.name() : null;
	}

	private static Actor actor(JiraPayload.@Nullable User user) {
		return Objects.requireNonNullElse(actorOrNull(user), UNKNOWN);
	}

	private static @Nullable Actor actorOrNull(JiraPayload.@Nullable User user) {
		if (user == null) {
			return null;
		}
		String id = first(user.accountId(), user.key(), user.name());
		String name = first(user.displayName(), user.name(), id);
		return (name != null) ? new Actor(id, name) : UNKNOWN;
	}

	/**
	 * Somebody to be found on GitHub, so that all that tells who it is counts. Who has an
	 * account id is never referred to by a user name, be it told as well.
	 */
	private static @Nullable Actor assignee(JiraPayload.@Nullable User user) {
		Actor actor = actorOrNull(user);
		return (actor != null && user != null) ? new Actor(actor.id(), actor.name(),
				(user.accountId() != null) ? null : blankToNull(user.name()), blankToNull(user.emailAddress())) : actor;
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

	private static @Nullable String first(@Nullable String... values) {
		return Stream.of(values).filter(Objects::nonNull).findFirst().orElse(null);
	}

	private static Instant time(JiraPayload payload, Instant otherwise) {
		return Objects.requireNonNullElse(Timestamps.ofMillis(payload.timestamp()), otherwise);
	}

	private static Instant time(@Nullable String text, JiraPayload payload, String name) {
		Instant named = Timestamps.parse(text);
		return (named != null) ? named : required(Timestamps.ofMillis(payload.timestamp()), name);
	}

}
