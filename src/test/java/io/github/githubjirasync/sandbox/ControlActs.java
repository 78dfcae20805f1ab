package io.github.githubjirasync.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What users do on both sides, over HTTP. A body may name the {@code actor}; otherwise it
 * is {@code alice}.
 */
final class ControlActs {

	private static final String GITHUB_ISSUE = "/github/issues/{owner}/{repo}/{number}";

	private static final String GITHUB_COMMENT = "/github/comments/{id}";

	private static final String JIRA_ISSUE = "/jira/issues/{key}";

	private static final String JIRA_COMMENT = JIRA_ISSUE + "/comments/{id}";

	private final SandboxGitHub github;

	private final SandboxJira jira;

	ControlActs(Sandbox sandbox) {
		this.github = sandbox.github();
		this.jira = sandbox.jira();
	}

	void addTo(Routes routes) {
		routes.on("POST", "/github/issues", this::openIssue)
			.on("PATCH", GITHUB_ISSUE, this::editGitHubIssue)
			.on("DELETE", GITHUB_ISSUE, this::deleteGitHubIssue)
			.on("POST", GITHUB_ISSUE + "/comments", this::commentOnGitHub)
			.on("PATCH", GITHUB_COMMENT, this::editGitHubComment)
			.on("DELETE", GITHUB_COMMENT, this::deleteGitHubComment)
			.on("POST", "/github/ping", this::ping)
			.on("POST", "/jira/issues", this::createIssue)
			.on("PATCH", JIRA_ISSUE, this::editJiraIssue)
			.on("DELETE", JIRA_ISSUE, this::deleteJiraIssue)
			.on("POST", JIRA_ISSUE + "/comments", this::commentOnJira)
			.on("PATCH", JIRA_COMMENT, this::editJiraComment)
			.on("DELETE", JIRA_COMMENT, this::deleteJiraComment);
		new ControlSides(this.github, this.jira).addTo(routes);
	}

	private Answer openIssue(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		return Answer.created(json(this.github.openIssue(Json.text(json, "repository", "acme/widgets"),
				Json.text(json, "title", ""), Json.text(json, "body"), labels(json), actor(json))));
	}

	private Answer editGitHubIssue(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		return Answer.ok(json(this.github.editIssue(repository(request), number(request), changes(json), actor(json))));
	}

	private Answer deleteGitHubIssue(Request request) throws JsonProcessingException {
		this.github.deleteIssue(repository(request), number(request), actor(request.json()));
		return Answer.none();
	}

	private Answer commentOnGitHub(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		this.github.comment(repository(request), number(request), Json.text(json, "body", ""), actor(json));
		return Answer.created(json(this.github.issue(repository(request), number(request))));
	}

	private Answer editGitHubComment(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		this.github.editComment(Long.parseLong(request.variable("id")), Json.text(json, "body", ""), actor(json));
		return Answer.none();
	}

	private Answer deleteGitHubComment(Request request) throws JsonProcessingException {
		this.github.deleteComment(Long.parseLong(request.variable("id")), actor(request.json()));
		return Answer.none();
	}

	private Answer ping(Request request) throws JsonProcessingException {
		this.github.ping(Json.text(request.json(), "repository", "acme/widgets"));
		return Answer.none();
	}

	private Answer createIssue(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		return Answer.created(json(this.jira.createIssue(Json.text(json, "project", "SBX"),
				Json.text(json, "summary", ""), Json.text(json, "description"), labels(json), actor(json))));
	}

	private Answer editJiraIssue(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		String key = request.variable("key");
		Map<String, Object> fields = changes(json);
		fields.remove("status");
		fields.remove("project");
		SandboxJiraIssue issue = this.jira.editIssue(key, fields, actor(json));
		if (json.hasNonNull("status") && !json.get("status").asText().equals(issue.status())) {
			issue = this.jira.transition(key, json.get("status").asText(), actor(json));
		}
		if (json.hasNonNull("project") && !json.get("project").asText().equals(issue.project())) {
			issue = this.jira.move(key, json.get("project").asText(), actor(json));
		}
		return Answer.ok(json(issue));
	}

	private Answer deleteJiraIssue(Request request) throws JsonProcessingException {
		this.jira.deleteIssue(request.variable("key"), actor(request.json()));
		return Answer.none();
	}

	private Answer commentOnJira(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		String key = request.variable("key");
		if (json.path("internal").asBoolean()) {
			this.jira.internalComment(key, Json.text(json, "body", ""), actor(json));
		}
		else {
			this.jira.comment(key, Json.text(json, "body", ""), Json.text(json, "role"), actor(json));
		}
		return Answer.created(json(this.jira.issue(key)));
	}

	private Answer editJiraComment(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		this.jira.editComment(request.variable("key"), Long.parseLong(request.variable("id")),
				Json.text(json, "body", ""), actor(json));
		return Answer.none();
	}

	private Answer deleteJiraComment(Request request) throws JsonProcessingException {
		this.jira.deleteComment(request.variable("key"), Long.parseLong(request.variable("id")), actor(request.json()));
		return Answer.none();
	}

	private static Map<String, Object> changes(JsonNode json) {
		Map<String, Object> changes = new LinkedHashMap<>();
		json.properties().forEach((change) -> changes.put(change.getKey(), change.getValue()));
		changes.remove("actor");
		return changes;
	}

	private static List<String> labels(JsonNode json) {
		List<String> labels = new ArrayList<>();
		json.path("labels").forEach((label) -> labels.add(label.asText()));
		return labels;
	}

	private static String actor(JsonNode json) {
		return Json.text(json, "actor", "alice");
	}

	private static String repository(Request request) {
		return request.variable("owner") + "/" + request.variable("repo");
	}

	private static int number(Request request) {
		return Integer.parseInt(request.variable("number"));
	}

	static ObjectNode json(SandboxGitHubIssue issue) {
		return Json.object("id", issue.id(), "repository", issue.repository(), "number", issue.number(), "title",
				issue.title(), "body", issue.body(), "state", issue.state(), "stateReason", issue.stateReason(),
				"labels", issue.labels(), "assignees", issue.assignees(), "milestone", issue.milestone(), "type",
				issue.type(), "parent", issue.parent(), "locked", issue.locked(), "author", issue.author(), "htmlUrl",
				issue.htmlUrl(), "createdAt", issue.createdAt().toString(), "updatedAt", issue.updatedAt().toString(),
				"comments", Json.array(issue.comments(), (comment) -> Json.object("id", comment.id(), "body",
						comment.body(), "author", comment.author(), "createdAt", comment.createdAt().toString())));
	}

	static ObjectNode json(SandboxJiraIssue issue) {
		return Json.object("id", issue.id(), "key", issue.key(), "project", issue.project(), "issueType",
				issue.issueType(), "summary", issue.summary(), "description", issue.description(), "status",
				issue.status(), "resolution", issue.resolution(), "priority", issue.priority(), "labels",
				issue.labels(), "fixVersions", issue.fixVersions(), "parent", issue.parent(), "attachments",
				issue.attachments(), "reporter", issue.reporter(), "assignee", issue.assignee(), "htmlUrl",
				issue.htmlUrl(), "createdAt", issue.createdAt().toString(), "updatedAt", issue.updatedAt().toString(),
				"properties", issue.properties(), "remoteLinks",
				Json.array(issue.remoteLinks(),
						(link) -> Json.object("globalId", link.globalId(), "url", link.url(), "title", link.title(),
								"resolved", link.resolved())),
				"comments",
				Json.array(issue.comments(),
						(comment) -> Json.object("id", comment.id(), "body", comment.body(), "author", comment.author(),
								"restrictedTo", comment.restrictedTo(), "createdAt", comment.createdAt().toString())));
	}

}
