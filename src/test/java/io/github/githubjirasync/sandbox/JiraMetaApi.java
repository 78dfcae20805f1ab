package io.github.githubjirasync.sandbox;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One version of Jira's REST API for what is not an issue: the server, accounts, projects
 * and what they are made of.
 */
final class JiraMetaApi {

	private final int version;

	private final SandboxJira jira;

	private final JiraShapes shapes;

	private final String root;

	private final Clock clock;

	JiraMetaApi(int version, SandboxJira jira, JiraShapes shapes, String root, Clock clock) {
		this.version = version;
		this.jira = jira;
		this.shapes = shapes;
		this.root = root;
		this.clock = clock;
	}

	void addTo(Routes routes) {
		routes.on("GET", "/myself", (request) -> Answer.ok(account(this.jira.users().named(JiraUsers.SERVICE))))
			.on("GET", "/serverInfo", (request) -> Answer.ok(serverInfo()))
			.on("GET", "/field", (request) -> Answer.ok(Json.array(JiraCatalog.FIELDS, JiraMetaApi::field)))
			.on("GET", "/priority",
					(request) -> Answer.ok(Json.array(JiraCatalog.PRIORITIES,
							(priority) -> this.shapes.priority(this.version, priority))))
			.on("GET", "/status", (request) -> Answer.ok(statuses()))
			.on("GET", "/user/search", this::users)
			.on("GET", "/issue/createmeta/{projectIdOrKey}/issuetypes", this::issueTypes)
			.on("GET", "/project/{projectIdOrKey}", this::project)
			.on("GET", "/project/{projectIdOrKey}/statuses", this::projectStatuses)
			.on("GET", "/project/{projectIdOrKey}/versions", this::versions)
			.on("POST", "/version", this::addVersion);
	}

	private ObjectNode account(JiraUsers.User user) {
		return this.shapes.user(this.version, user.name()).put("emailAddress", user.email());
	}

	private ObjectNode serverInfo() {
		return Json.object("baseUrl", this.root + "/jira", "version", "1001.0.0-SANDBOX", "versionNumbers",
				List.of(1001, 0, 0), "deploymentType", "Cloud", "buildNumber", 100_000, "buildDate",
				JiraShapes.time(this.clock.instant()), "serverTime", JiraShapes.time(this.clock.instant()), "scmInfo",
				"sandbox", "serverTitle", "Sandbox");
	}

	private static ObjectNode field(String name) {
		return Json.object("id", name, "key", name, "name", name, "custom", false, "orderable", true, "navigable", true,
				"searchable", true, "clauseNames", List.of(name), "schema",
				Json.object("type", "string", "system", name));
	}

	private JsonNode statuses() {
		return Json.array(Arrays.asList(JiraCatalog.Status.values()),
				(status) -> this.shapes.status(this.version, status));
	}

	private Answer users(Request request) {
		String query = request.parameter("query", request.parameter("username", "")).toLowerCase(Locale.ROOT);
		int start = request.number("startAt", 0, 0, Integer.MAX_VALUE);
		int size = request.number("maxResults", 50, 0, 1000);
		List<JiraUsers.User> found = this.jira.users()
			.all()
			.stream()
			.filter((user) -> user.displayName().toLowerCase(Locale.ROOT).startsWith(query)
					|| user.email().startsWith(query))
			.toList();
		return Answer.ok(Json.array(UpstreamApi.page(found, start, size), this::account));
	}

	private Answer issueTypes(Request request) {
		project(request, false);
		return Answer.ok(Json.object("startAt", 0, "maxResults", 50, "total", JiraCatalog.ISSUE_TYPES.size(),
				"issueTypes", types()));
	}

	private JsonNode types() {
		return Json.array(JiraCatalog.ISSUE_TYPES, (type) -> this.shapes.issueType(this.version, type));
	}

	private Answer project(Request request) {
		String key = project(request, true);
		ObjectNode json = this.shapes.project(this.version, key);
		json.setAll(Json.object("description", "", "lead", this.shapes.user(this.version, "alice"), "components",
				List.of(), "issueTypes", types(), "assigneeType", "UNASSIGNED", "versions", List.of(), "roles",
				Json.object(), "style", "classic", "isPrivate", false, "properties", Json.object()));
		return Answer.ok(json);
	}

	private Answer projectStatuses(Request request) {
		project(request, true);
		return Answer.ok(Json.array(JiraCatalog.ISSUE_TYPES,
				(type) -> Json.object("self", this.shapes.self(this.version, "/issuetype/" + type.id()), "id",
						type.id(), "name", type.name(), "subtask", type.name().equals("Sub-task"), "statuses",
						statuses())));
	}

	private Answer versions(Request request) {
		synchronized (this.jira) {
			return Answer.ok(Json.array(this.jira.versions(project(request, true))));
		}
	}

	private Answer addVersion(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		synchronized (this.jira) {
			String key = this.jira.known(Json.text(body, "project", Json.text(body, "projectId", "")));
			ObjectNode made = this.jira.sides().addVersion(this.version, key, body.path("name").asText());
			return Answer.created(made);
		}
	}

	/** The key of the project in the path; an unknown one is answered 404. */
	private String project(Request request, boolean named) {
		String given = request.variable("projectIdOrKey");
		try {
			return this.jira.known(given);
		}
		catch (Refusal ex) {
			throw JiraErrors.refuse(404,
					named ? "No project could be found with key '" + given + "'." : "Project not found.");
		}
	}

}
