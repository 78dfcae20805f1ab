package io.github.githubjirasync.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sandbox.JiraIssueState.Attachment;

/**
 * One version of Jira's REST API for screens, permissions, links between issues and
 * attached files.
 */
final class JiraSideApi {

	private static final Pattern PART = Pattern
		.compile("filename=\"([^\"]*)\".*?\r\nContent-Type: ([^\r]*)\r\n\r\n(.*)\r\n--", Pattern.DOTALL);

	private final int version;

	private final SandboxJira jira;

	private final JiraShapes shapes;

	JiraSideApi(int version, SandboxJira jira, JiraShapes shapes) {
		this.version = version;
		this.jira = jira;
		this.shapes = shapes;
	}

	void addTo(Routes routes) {
		routes.on("GET", "/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}", this::createFields)
			.on("GET", "/issue/{issueIdOrKey}/editmeta", this::editFields)
			.on("GET", "/mypermissions", this::permissions)
			.on("GET", "/project/{projectIdOrKey}/role", this::roles)
			.on("GET", "/user/assignable/search", this::assignable)
			.on("GET", "/issueLinkType",
					(request) -> Answer
						.ok(Json.object("issueLinkTypes", Json.array(JiraCatalog.LINK_TYPES, JiraSides::type))))
			.on("POST", "/issueLink", this::link)
			.on("DELETE", "/issueLink/{linkId}", this::unlink)
			.on("POST", "/issue/{issueIdOrKey}/attachments", this::attach)
			.on("GET", "/attachment/content/{id}", this::content);
	}

	/** What administrators see of webhooks. */
	static void addWebhooks(Routes routes, SandboxJira jira, String root) {
		routes.on("GET", "/webhook", (request) -> {
			if (!jira.rules().isAllowed("ADMINISTER")) {
				return JiraErrors.error(403, "You are not authorized to perform this operation.");
			}
			return Answer.ok(Json.array(List.of(Json.object("name", "sync", "url", root + "/webhooks/jira", "events",
					List.of("jira:issue_created", "jira:issue_updated", "jira:issue_deleted", "comment_created",
							"comment_updated", "comment_deleted"),
					"enabled", true, "self", root + "/jira/rest/webhooks/1.0/webhook/1"))));
		});
	}

	private Answer createFields(Request request) {
		List<String> required = List.of("summary", "issuetype", "project");
		List<String> names = JiraCatalog.FIELDS.stream().filter(this::editable).toList();
		return Answer.ok(Json.object("startAt", 0, "maxResults", 100, "total", names.size(), "fields",
				Json.array(names, (name) -> field(name, required.contains(name)).put("fieldId", name))));
	}

	private Answer editFields(Request request) {
		synchronized (this.jira) {
			this.jira.find(request.variable("issueIdOrKey"));
		}
		ObjectNode fields = Json.object();
		JiraCatalog.FIELDS.stream()
			.filter(this::editable)
			.filter((name) -> !name.equals("project"))
			.forEach((name) -> fields.set(name, field(name, name.equals("summary"))));
		return Answer.ok(Json.object("fields", fields));
	}

	private boolean editable(String name) {
		return !this.jira.rules().isOffScreen(name)
				&& !List.of("status", "resolution", "creator", "created", "updated", "comment").contains(name);
	}

	private static ObjectNode field(String name, boolean required) {
		return Json.object("required", required, "schema", Json.object("type", "string", "system", name), "name", name,
				"key", name, "hasDefaultValue", false, "operations", List.of("set"));
	}

	private Answer permissions(Request request) {
		ObjectNode permissions = Json.object();
		for (String key : request.parameter("permissions", "").split(",")) {
			permissions.set(key, Json.object("id", "1", "key", key, "name", key, "type", "PROJECT", "description", "",
					"havePermission", this.jira.rules().isAllowed(key)));
		}
		return Answer.ok(Json.object("permissions", permissions));
	}

	private Answer roles(Request request) {
		return Answer.ok(Json.object("Administrators", this.shapes.self(this.version, "/role/1"), "Developers",
				this.shapes.self(this.version, "/role/2")));
	}

	private Answer assignable(Request request) {
		String query = request.parameter("query", request.parameter("username", "")).toLowerCase(Locale.ROOT);
		return Answer.ok(Json.array(
				this.jira.users()
					.all()
					.stream()
					.filter((user) -> this.jira.rules().isAssignable(user.name()))
					.filter((user) -> user.displayName().toLowerCase(Locale.ROOT).startsWith(query)
							|| user.email().startsWith(query))
					.toList(),
				(user) -> this.shapes.user(this.version, user.name()).put("emailAddress", user.email())));
	}

	private Answer link(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		synchronized (this.jira) {
			this.jira.sides()
				.link(body.path("type").path("name").asText(), end(body, "inwardIssue"), end(body, "outwardIssue"));
			return new Answer(201, Map.of(), new byte[0]);
		}
	}

	private JiraIssueState end(JsonNode body, String name) {
		return this.jira.find(Json.text(body.path(name), "id", Json.text(body.path(name), "key", "")));
	}

	private Answer unlink(Request request) {
		synchronized (this.jira) {
			this.jira.sides().unlink(Long.parseLong(request.variable("linkId")));
			return Answer.none();
		}
	}

	private Answer attach(Request request) {
		if (!"no-check".equals(request.headers().get("x-atlassian-token"))) {
			return JiraErrors.error(403, "XSRF check failed");
		}
		Matcher part = PART.matcher(new String(request.body(), StandardCharsets.ISO_8859_1));
		if (!part.find()) {
			return JiraErrors.error(400, "No file.");
		}
		String name = new String(part.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		byte[] content = part.group(3).getBytes(StandardCharsets.ISO_8859_1);
		synchronized (this.jira) {
			Attachment file = this.jira.sides()
				.add(this.jira.find(request.variable("issueIdOrKey")), name, part.group(2), content, JiraUsers.SERVICE);
			return Answer.ok(Json.array(List.of(this.shapes.attachment(this.version, file))));
		}
	}

	private Answer content(Request request) {
		synchronized (this.jira) {
			return this.jira.states()
				.stream()
				.flatMap((issue) -> issue.attachments.stream())
				.filter((file) -> Long.toString(file.id()).equals(request.variable("id")))
				.findFirst()
				.map((file) -> new Answer(200, Map.of("Content-Type", file.mimeType()), file.content()))
				.orElseGet(() -> JiraErrors.error(404, "The attachment was not found."));
		}
	}

}
