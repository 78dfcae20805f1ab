package io.github.githubjirasync.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What users and administrators do beside issues on both sides, over HTTP.
 */
final class ControlSides {

	private static final String GITHUB_ISSUE = "/github/issues/{owner}/{repo}/{number}";

	private static final String PULL = "/github/pulls/{owner}/{repo}/{number}";

	private final SandboxGitHub github;

	private final SandboxJira jira;

	ControlSides(SandboxGitHub github, SandboxJira jira) {
		this.github = github;
		this.jira = jira;
	}

	void addTo(Routes routes) {
		routes.on("POST", GITHUB_ISSUE + "/transfer", this::transfer)
			.on("POST", GITHUB_ISSUE + "/{act}", this::lockOrPin)
			.on("PUT", GITHUB_ISSUE + "/parent", this::setParent)
			.on("POST", "/github/repositories/{owner}/{repo}", this::configure)
			.on("POST", "/github/users/{login}", this::changeUser)
			.on("POST", "/github/milestones", this::milestone)
			.on("POST", "/github/pulls", this::openPull)
			.on("PATCH", PULL, this::changePull)
			.on("POST", "/jira/issues/{key}/attachments", this::attach)
			.on("POST", "/jira/links", this::link)
			.on("POST", "/jira/versions", this::version)
			.on("POST", "/jira/rules", this::rules)
			.on("POST", "/jira/users/{name}", this::renameJiraUser);
	}

	private Answer transfer(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		return Answer.ok(ControlActs.json(this.github.moves()
			.transfer(repository(request), number(request), Json.text(json, "to", ""), actor(json))));
	}

	private Answer lockOrPin(Request request) throws JsonProcessingException {
		String actor = actor(request.json());
		switch (request.variable("act")) {
			case "lock" -> this.github.moves().lock(repository(request), number(request), true, actor);
			case "unlock" -> this.github.moves().lock(repository(request), number(request), false, actor);
			case "pin" -> this.github.moves().pin(repository(request), number(request), true, actor);
			case "unpin" -> this.github.moves().pin(repository(request), number(request), false, actor);
			default -> throw new IllegalArgumentException("An issue can be lock-ed, unlock-ed, pin-ned, unpin-ned");
		}
		return Answer.none();
	}

	private Answer setParent(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		if (json.hasNonNull("parent")) {
			this.github.subIssues().add(repository(request), json.get("parent").asInt(), number(request), actor(json));
		}
		else {
			this.github.subIssues().remove(repository(request), number(request), actor(json));
		}
		return Answer.none();
	}

	private Answer configure(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		String repository = repository(request);
		if (json.has("permissions") || json.has("private")) {
			List<String> permissions = new ArrayList<>();
			json.path("permissions").forEach((permission) -> permissions.add(permission.asText()));
			this.github.moves()
				.configure(repository, json.path("private").asBoolean(), json.path("hasIssues").asBoolean(true),
						json.has("permissions") ? permissions : List.of("pull", "triage", "push", "maintain", "admin"));
		}
		if (json.hasNonNull("name")) {
			this.github.moves().renameRepository(repository, json.get("name").asText(), actor(json));
		}
		if (json.hasNonNull("owner")) {
			this.github.moves().transferRepository(repository, json.get("owner").asText(), actor(json));
		}
		return Answer.none();
	}

	private Answer changeUser(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		if (json.hasNonNull("login")) {
			this.github.moves().renameUser(request.variable("login"), json.get("login").asText());
		}
		if (!json.path("assignable").asBoolean(true)) {
			this.github.moves().unassignable(request.variable("login"));
		}
		return Answer.none();
	}

	private Answer milestone(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		int number = this.github.milestone(Json.text(json, "repository", "acme/widgets"), Json.text(json, "title", ""),
				actor(json));
		return Answer.created(Json.object("number", number));
	}

	private Answer openPull(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		int number = this.github.pulls()
			.open(Json.text(json, "repository", "acme/widgets"), Json.text(json, "title", ""), Json.text(json, "body"),
					Json.text(json, "branch", "change"), actor(json));
		return Answer.created(Json.object("number", number));
	}

	private Answer changePull(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		if (json.hasNonNull("title")) {
			this.github.pulls()
				.edit(repository(request), number(request), json.get("title").asText(), Json.text(json, "body"),
						actor(json));
		}
		switch (Json.text(json, "state", "")) {
			case "merged" -> this.github.pulls().merge(repository(request), number(request), actor(json));
			case "closed" -> this.github.pulls().setOpen(repository(request), number(request), false, actor(json));
			case "open" -> this.github.pulls().setOpen(repository(request), number(request), true, actor(json));
			default -> {
				// Nothing else changes.
			}
		}
		return Answer.none();
	}

	private Answer attach(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		long id = this.jira.sides()
			.attach(request.variable("key"), Json.text(json, "name", "file.txt"),
					Json.text(json, "mimeType", "text/plain"),
					Json.text(json, "content", "").getBytes(StandardCharsets.UTF_8), actor(json));
		return Answer.created(Json.object("id", id));
	}

	private Answer link(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		this.jira.sides()
			.link(Json.text(json, "type", "Relates"), Json.text(json, "from", ""), Json.text(json, "to", ""),
					actor(json));
		return Answer.none();
	}

	private Answer version(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		this.jira.sides().version(Json.text(json, "project", "SBX"), Json.text(json, "name", ""));
		return Answer.none();
	}

	private Answer rules(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		json.path("offScreen").forEach((field) -> this.jira.rules().offScreen(field.asText()));
		json.path("deny").forEach((permission) -> this.jira.rules().deny(permission.asText()));
		json.path("unassignable").forEach((user) -> this.jira.rules().unassignable(user.asText()));
		json.path("require")
			.properties()
			.forEach((field) -> this.jira.rules().require(field.getKey(), field.getValue().asText()));
		return Answer.none();
	}

	private Answer renameJiraUser(Request request) throws JsonProcessingException {
		this.jira.sides().renameUser(request.variable("name"), Json.text(request.json(), "displayName", ""));
		return Answer.none();
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

}
