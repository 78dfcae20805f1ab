package io.github.githubjirasync.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The state of a Jira issue. Guarded by {@link SandboxJira}.
 */
final class JiraIssueState {

	final long id;

	final String reporter;

	final Instant createdAt;

	final List<Comment> comments = new ArrayList<>();

	final Map<String, JsonNode> properties = new LinkedHashMap<>();

	final Map<Long, ObjectNode> remoteLinks = new LinkedHashMap<>();

	String key;

	String project;

	JiraCatalog.Named issueType = JiraCatalog.ISSUE_TYPES.get(0);

	JiraCatalog.Named priority = JiraCatalog.PRIORITIES.get(2);

	JiraCatalog.Status status = JiraCatalog.Status.TO_DO;

	String summary = "";

	@Nullable JiraText description;

	List<String> labels = List.of();

	List<String> fixVersions = List.of();

	List<String> components = List.of();

	final List<Attachment> attachments = new ArrayList<>();

	JiraCatalog.@Nullable Named resolution;

	@Nullable String assignee;

	@Nullable JiraIssueState parent;

	@Nullable String security;

	Instant updatedAt;

	JiraIssueState(long id, String key, String project, String reporter, Instant createdAt) {
		this.id = id;
		this.key = key;
		this.project = project;
		this.reporter = reporter;
		this.createdAt = createdAt;
		this.updatedAt = createdAt;
	}

	SandboxJiraIssue snapshot(String htmlUrl) {
		JiraText text = this.description;
		return new SandboxJiraIssue(this.id, this.key, this.project, this.issueType.name(), this.summary,
				(text != null) ? text.wiki() : null, (text != null) ? text.adf() : null, this.status.label,
				(this.resolution != null) ? this.resolution.name() : null, this.priority.name(), this.labels,
				this.fixVersions, (this.parent != null) ? this.parent.key : null,
				this.attachments.stream().map(Attachment::name).toList(), this.reporter, this.assignee, htmlUrl,
				this.comments.stream().map(Comment::snapshot).toList(), Map.copyOf(this.properties),
				this.remoteLinks.entrySet().stream().map((link) -> remoteLink(link.getKey(), link.getValue())).toList(),
				this.createdAt, this.updatedAt);
	}

	private static SandboxJiraIssue.RemoteLink remoteLink(long id, JsonNode link) {
		JsonNode object = link.path("object");
		return new SandboxJiraIssue.RemoteLink(id, Json.text(link, "globalId"), object.path("url").asText(),
				object.path("title").asText(), object.path("status").path("resolved").asBoolean());
	}

	/** An attached file. */
	record Attachment(long id, String name, String mimeType, byte[] content, String author, Instant createdAt) {
	}

	/** A comment. */
	static final class Comment {

		final long id;

		final JiraIssueState issue;

		final String author;

		final Instant createdAt;

		final Map<String, JsonNode> properties = new LinkedHashMap<>();

		JiraText body;

		@Nullable JsonNode visibility;

		String updateAuthor;

		Instant updatedAt;

		Comment(long id, JiraIssueState issue, String author, JiraText body, Instant createdAt) {
			this.id = id;
			this.issue = issue;
			this.author = author;
			this.updateAuthor = author;
			this.body = body;
			this.createdAt = createdAt;
			this.updatedAt = createdAt;
		}

		/** Whether a service desk shows it to its agents only. */
		boolean internal() {
			JsonNode property = this.properties.get("sd.public.comment");
			return property != null && property.path("internal").asBoolean();
		}

		SandboxJiraIssue.Comment snapshot() {
			JsonNode limit = this.visibility;
			return new SandboxJiraIssue.Comment(this.id, this.body.wiki(), this.body.adf(), this.author,
					(limit != null) ? Json.text(limit, "value") : null, Map.copyOf(this.properties), this.createdAt,
					this.updatedAt);
		}

	}

}
