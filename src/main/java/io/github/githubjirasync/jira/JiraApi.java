package io.github.githubjirasync.jira;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * Jira's REST API below {@code /rest/api/3} or {@code /rest/api/2}, as far as it is
 * called, with its payloads. Query parameters stand in the templates, because the
 * templates are metric tags and must not hold values.
 */
@HttpExchange(accept = "application/json")
interface JiraApi extends JiraDirectoryApi, JiraLinksApi, JiraBulkApi {

	@GetExchange("/myself")
	UserPayload myself();

	@GetExchange("/issue/{idOrKey}?fields={fields}")
	IssuePayload issue(@PathVariable String idOrKey, @PathVariable String fields);

	@GetExchange("/issue/{id}?fields={fields}&properties={property}")
	IssuePayload issue(@PathVariable long id, @PathVariable String fields, @PathVariable String property);

	@PostExchange(url = "/issue", contentType = "application/json")
	CreatedPayload createIssue(@RequestBody NewIssuePayload issue);

	@PutExchange(url = "/issue/{id}?notifyUsers={notify}", contentType = "application/json")
	void updateIssue(@PathVariable long id, @PathVariable boolean notify, @RequestBody IssueUpdatePayload update);

	@GetExchange("/issue/{id}/transitions?expand=transitions.fields")
	TransitionsPayload transitions(@PathVariable long id);

	@PostExchange(url = "/issue/{id}/transitions", contentType = "application/json")
	void transition(@PathVariable long id, @RequestBody Map<String, Object> transition);

	@PostExchange(url = "/search/jql", contentType = "application/json")
	SearchPayload search(@RequestBody SearchRequestPayload request);

	@GetExchange("/search?jql={jql}&startAt={startAt}&maxResults=100&fields={fields}&properties={property}")
	SearchPayload searchDataCenter(@PathVariable String jql, @PathVariable long startAt, @PathVariable String fields,
			@PathVariable String property);

	@GetExchange("/issue/{id}/comment?startAt={startAt}&maxResults=100&orderBy=created&expand=properties")
	CommentsPayload comments(@PathVariable long id, @PathVariable long startAt);

	@PostExchange(url = "/issue/{id}/comment", contentType = "application/json")
	CommentPayload createComment(@PathVariable long id, @RequestBody NewCommentPayload comment);

	@PutExchange(url = "/issue/{id}/comment/{commentId}", contentType = "application/json")
	CommentPayload updateComment(@PathVariable long id, @PathVariable long commentId,
			@RequestBody Map<String, JsonNode> comment);

	@DeleteExchange("/issue/{id}/comment/{commentId}")
	void deleteComment(@PathVariable long id, @PathVariable long commentId);

	/** An account: {@code accountId} on Cloud, key and name on Data Center. */
	record UserPayload(@Nullable String accountId, @Nullable String key, @Nullable String name,
			@Nullable String displayName, @Nullable String emailAddress) {

		JiraUser toUser() {
			boolean cloud = this.accountId != null && !this.accountId.isEmpty();
			return new JiraUser(id(), Objects.requireNonNullElse(this.displayName, id()), cloud ? null : this.name,
					(this.emailAddress == null || this.emailAddress.isBlank()) ? null : this.emailAddress);
		}

		String id() {
			for (String id : new @Nullable String[] { this.accountId, this.key, this.name }) {
				if (id != null && !id.isEmpty()) {
					return id;
				}
			}
			return "";
		}
	}

	/** An issue. */
	record IssuePayload(@JsonProperty(required = true) long id, @JsonProperty(required = true) String key,
			IssueFieldsPayload fields, @Nullable Map<String, JsonNode> properties) {

		public IssuePayload {
			Objects.requireNonNull(key, "key");
			Objects.requireNonNull(fields, "fields");
		}
	}

	/** The fields of an issue that are asked for. */
	record IssueFieldsPayload(@Nullable String summary, @Nullable JsonNode description, StatusPayload status,
			IssueTypePayload issuetype, @Nullable List<String> labels, @Nullable JsonNode security,
			@JsonDeserialize(using = JiraTime.class) Instant created,
			@JsonDeserialize(using = JiraTime.class) Instant updated, @Nullable UserPayload assignee,
			@Nullable UserPayload reporter, @Nullable NamePayload priority, @Nullable NamePayload resolution,
			@Nullable List<NamePayload> fixVersions, @Nullable List<NamePayload> components,
			@Nullable CreatedPayload parent, @Nullable List<AttachmentPayload> attachment,
			@Nullable List<IssueLinkPayload> issuelinks) {

		/** What is asked for, as the query wants it. */
		static final List<String> NAMES = List.of("summary", "description", "status", "issuetype", "labels", "security",
				"created", "updated", "assignee", "reporter", "priority", "resolution", "fixVersions", "components",
				"parent", "attachment", "issuelinks");

		public IssueFieldsPayload {
			Objects.requireNonNull(status, "status");
			Objects.requireNonNull(issuetype, "issuetype");
			Objects.requireNonNull(created, "created");
			Objects.requireNonNull(updated, "updated");
		}
	}

	/** A type. */
	record IssueTypePayload(@Nullable String name, @Nullable Boolean subtask) {
	}

	/** A status. */
	record StatusPayload(@Nullable String id, @Nullable String name, @Nullable KeyPayload statusCategory) {

		String nameOrEmpty() {
			return Objects.requireNonNullElse(this.name, "");
		}

		boolean done() {
			return this.statusCategory != null && "done".equals(this.statusCategory.key);
		}
	}

	/** A thing with a name. */
	record NamePayload(@Nullable String name) {
	}

	/** A thing with a key. */
	record KeyPayload(@Nullable String key) {
	}

	/** The answer to a create. */
	record CreatedPayload(@JsonProperty(required = true) long id, @JsonProperty(required = true) String key) {

		public CreatedPayload {
			Objects.requireNonNull(key, "key");
		}
	}

	/** A new issue. */
	record NewIssuePayload(Map<String, Object> fields, List<PropertyPayload> properties) {
	}

	/** A change of an issue; {@code null} is not sent. */
	record IssueUpdatePayload(@Nullable Map<String, Object> fields,
			@Nullable Map<String, List<Map<String, String>>> update) {
	}

	/** An entity property. */
	record PropertyPayload(@Nullable String key, @Nullable JsonNode value) {
	}

	/** The transitions of an issue. */
	record TransitionsPayload(@Nullable List<TransitionPayload> transitions) {
	}

	/** A transition. */
	record TransitionPayload(String id, @Nullable String name, StatusPayload to,
			@Nullable Map<String, FieldPayload> fields) {

		public TransitionPayload {
			Objects.requireNonNull(id, "id");
			Objects.requireNonNull(to, "to");
		}
	}

	/** A search on Cloud. */
	record SearchRequestPayload(String jql, List<String> fields, List<String> properties, int maxResults,
			@Nullable String nextPageToken) {
	}

	/** A page of a search: Cloud gives a token, Data Center a total. */
	record SearchPayload(@Nullable List<IssuePayload> issues, @Nullable String nextPageToken, @Nullable Long total) {

		List<IssuePayload> found() {
			return (this.issues != null) ? this.issues : List.of();
		}
	}

	/** A file. */
	record AttachmentPayload(@JsonProperty(required = true) long id, @Nullable String filename,
			@Nullable String mimeType, @Nullable Long size, @Nullable String content) {
	}

	/** A link between two issues: one of both ends is the other issue. */
	record IssueLinkPayload(@JsonProperty(required = true) long id, @Nullable NamePayload type,
			@Nullable CreatedPayload inwardIssue, @Nullable CreatedPayload outwardIssue) {
	}

	/** A page of comments. */
	record CommentsPayload(@Nullable List<CommentPayload> comments, long total) {
	}

	/** A comment. */
	record CommentPayload(@JsonProperty(required = true) long id, JsonNode body, @Nullable UserPayload author,
			@JsonDeserialize(using = JiraTime.class) Instant created,
			@JsonDeserialize(using = JiraTime.class) Instant updated, @Nullable JsonNode visibility,
			@Nullable Boolean jsdPublic, @Nullable List<PropertyPayload> properties) {

		public CommentPayload {
			Objects.requireNonNull(body, "body");
			Objects.requireNonNull(created, "created");
			Objects.requireNonNull(updated, "updated");
		}
	}

	/** A new comment. */
	record NewCommentPayload(JsonNode body, List<PropertyPayload> properties) {
	}

}
