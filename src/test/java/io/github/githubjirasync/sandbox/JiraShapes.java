package io.github.githubjirasync.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Jira's JSON, in answers and in webhooks.
 */
final class JiraShapes {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSZ")
		.withZone(ZoneOffset.UTC);

	/** What a webhook about a comment tells of its issue. */
	private static final List<String> BRIEF = List.of("summary", "issuetype", "project", "assignee", "priority",
			"status");

	private final String root;

	private final JiraUsers users;

	private Function<JiraIssueState, JsonNode> links = (issue) -> Json.array(List.of());

	JiraShapes(String root, JiraUsers users) {
		this.root = root;
		this.users = users;
	}

	static String time(Instant instant) {
		return TIME.format(instant);
	}

	String htmlUrl(String key) {
		return this.root + "/jira/browse/" + key;
	}

	String self(int version, String path) {
		return this.root + "/jira/rest/api/" + version + path;
	}

	ObjectNode user(int version, String name) {
		JiraUsers.User user = this.users.named(name);
		String avatar = this.root + "/avatar.svg";
		ObjectNode json = Json.object("self", self(version, "/user?accountId=" + user.accountId()), "accountId",
				user.accountId(), "avatarUrls",
				Json.object("48x48", avatar, "24x24", avatar, "16x16", avatar, "32x32", avatar), "displayName",
				user.displayName(), "active", true, "timeZone", "Etc/UTC", "accountType", "atlassian");
		if (version == 2) {
			json.put("key", user.name()).put("name", user.name());
		}
		return json;
	}

	private @Nullable ObjectNode userOrNull(int version, @Nullable String name) {
		return (name != null) ? user(version, name) : null;
	}

	ObjectNode project(int version, String key) {
		String avatar = this.root + "/avatar.svg";
		return Json.object("self", self(version, "/project/" + key), "id", projectId(key), "key", key, "name",
				"Sandbox " + key, "projectTypeKey", "software", "simplified", false, "avatarUrls",
				Json.object("48x48", avatar, "24x24", avatar, "16x16", avatar, "32x32", avatar));
	}

	static String projectId(String key) {
		return Integer.toString(20_000 + Math.floorMod(key.hashCode(), 10_000));
	}

	ObjectNode issueType(int version, JiraCatalog.Named type) {
		return Json.object("self", self(version, "/issuetype/" + type.id()), "id", type.id(), "description", "",
				"iconUrl", this.root + "/avatar.svg", "name", type.name(), "subtask", type.name().equals("Sub-task"),
				"hierarchyLevel", type.name().equals("Epic") ? 1 : type.name().equals("Sub-task") ? -1 : 0);
	}

	ObjectNode priority(int version, JiraCatalog.Named priority) {
		return Json.object("self", self(version, "/priority/" + priority.id()), "iconUrl", this.root + "/avatar.svg",
				"name", priority.name(), "id", priority.id());
	}

	ObjectNode status(int version, JiraCatalog.Status status) {
		return Json.object("self", self(version, "/status/" + status.id), "description", "", "iconUrl",
				this.root + "/avatar.svg", "name", status.label, "id", status.id, "statusCategory",
				Json.object("self", self(version, "/statuscategory/" + status.categoryId), "id", status.categoryId,
						"key", status.categoryKey, "colorName", status.color, "name", status.label));
	}

	/** All fields of an issue, texts in the form of the version. */
	ObjectNode fields(int version, JiraIssueState issue) {
		boolean done = issue.status == JiraCatalog.Status.DONE;
		JiraText text = issue.description;
		return Json.object("summary", issue.summary, "issuetype", issueType(version, issue.issueType), "project",
				project(version, issue.project), "status", status(version, issue.status), "priority",
				priority(version, issue.priority), "labels", issue.labels, "description",
				(text != null) ? text.as(version) : null, "creator", user(version, issue.reporter), "reporter",
				user(version, issue.reporter), "assignee", userOrNull(version, issue.assignee), "created",
				time(issue.createdAt), "updated", time(issue.updatedAt), "resolution",
				(issue.resolution != null) ? resolution(version, issue.resolution) : null, "resolutiondate",
				done ? time(issue.updatedAt) : null, "security",
				(issue.security != null) ? Json.object("id", "10100", "name", issue.security) : null, "parent",
				(issue.parent != null) ? Json.object("id", Long.toString(issue.parent.id), "key", issue.parent.key,
						"fields", Json.object("summary", issue.parent.summary)) : null,
				"fixVersions", issue.fixVersions.stream().map((name) -> Map.of("name", name)).toList(), "components",
				issue.components.stream().map((name) -> Map.of("name", name)).toList(), "issuelinks",
				this.links.apply(issue), "subtasks", List.of(), "attachment",
				Json.array(issue.attachments, (file) -> attachment(version, file)), "environment", null, "duedate",
				null);
	}

	ObjectNode resolution(int version, JiraCatalog.Named resolution) {
		return Json.object("self", self(version, "/resolution/" + resolution.id()), "id", resolution.id(),
				"description", "", "name", resolution.name());
	}

	ObjectNode attachment(int version, JiraIssueState.Attachment file) {
		return Json.object("self", self(version, "/attachment/" + file.id()), "id", Long.toString(file.id()),
				"filename", file.name(), "author", user(version, file.author()), "created", time(file.createdAt()),
				"size", file.content().length, "mimeType", file.mimeType(), "content",
				self(version, "/attachment/content/" + file.id()));
	}

	/** Tells the links between issues, which the shapes do not know by themselves. */
	void links(Function<JiraIssueState, JsonNode> of) {
		this.links = of;
	}

	ObjectNode issue(int version, JiraIssueState issue, ObjectNode fields) {
		return Json.object("id", Long.toString(issue.id), "self", self(version, "/issue/" + issue.id), "key", issue.key,
				"fields", fields);
	}

	/** An issue as webhooks hold it: texts are wiki markup. */
	ObjectNode webhookIssue(JiraIssueState issue) {
		return issue(2, issue, fields(2, issue));
	}

	ObjectNode briefWebhookIssue(JiraIssueState issue) {
		return issue(2, issue, fields(2, issue).retain(BRIEF));
	}

	ObjectNode comment(int version, JiraIssueState.Comment comment, boolean withProperties) {
		ObjectNode json = Json.object("self", self(version, "/issue/" + comment.issue.id + "/comment/" + comment.id),
				"id", Long.toString(comment.id), "author", user(version, comment.author), "body",
				comment.body.as(version), "updateAuthor", user(version, comment.updateAuthor), "created",
				time(comment.createdAt), "updated", time(comment.updatedAt), "jsdPublic", !comment.internal());
		if (comment.visibility != null) {
			json.set("visibility", comment.visibility);
		}
		if (withProperties) {
			json.set("properties", Json.array(comment.properties.entrySet(),
					(property) -> Json.object("key", property.getKey(), "value", property.getValue())));
		}
		return json;
	}

	ObjectNode remoteLink(int version, JiraIssueState issue, long id, ObjectNode link) {
		ObjectNode json = Json.object("id", id, "self", self(version, "/issue/" + issue.key + "/remotelink/" + id));
		json.setAll(link);
		return json;
	}

	ObjectNode transition(int version, JiraCatalog.Status to) {
		return Json.object("id", to.transition, "name", to.label, "to", status(version, to), "hasScreen", false,
				"isGlobal", true, "isInitial", false, "isAvailable", true, "isConditional", false, "isLooped", false);
	}

}
