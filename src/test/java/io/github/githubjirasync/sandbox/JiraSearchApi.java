package io.github.githubjirasync.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Jira's search: pages by token on {@code /search/jql}, pages by number on the old
 * {@code /search} of version 2. A new issue is found only some time after its creation.
 */
final class JiraSearchApi {

	private final SandboxJira jira;

	private final JiraApi issues;

	private final Duration lag;

	private final Clock clock;

	JiraSearchApi(SandboxJira jira, JiraApi issues, Duration lag, Clock clock) {
		this.jira = jira;
		this.issues = issues;
		this.lag = lag;
		this.clock = clock;
	}

	void addTo(Routes routes, int version) {
		routes.on("GET", "/search/jql", (request) -> tokens(query(request)))
			.on("POST", "/search/jql", (request) -> tokens(request.json()))
			.on("POST", "/issue/bulkfetch", (request) -> bulk(request.json()));
		if (version == 2) {
			routes.on("GET", "/search", (request) -> numbers(query(request)))
				.on("POST", "/search", (request) -> numbers(request.json()));
		}
	}

	private static JsonNode query(Request request) throws JsonProcessingException {
		ObjectNode query = Json.object("jql", request.parameter("jql", ""), "maxResults",
				request.number("maxResults", 50, 0, 5000), "startAt",
				request.number("startAt", 0, 0, Integer.MAX_VALUE));
		for (String name : List.of("nextPageToken", "fields", "properties")) {
			if (request.parameter(name) != null) {
				query.put(name, request.parameter(name));
			}
		}
		return query;
	}

	private Answer tokens(JsonNode query) {
		synchronized (this.jira) {
			List<JiraIssueState> found = find(query);
			int start = start(Json.text(query, "nextPageToken", ""), found);
			int size = Math.max(1, Math.min(5000, query.path("maxResults").asInt(50)));
			List<JiraIssueState> page = UpstreamApi.page(found, start, size);
			boolean last = start + size >= found.size();
			ObjectNode answer = Json.object("issues", Json.array(page, (issue) -> json(issue, query, "id")), "isLast",
					last);
			if (!last) {
				answer.put("nextPageToken", token(page.get(page.size() - 1)));
			}
			return Answer.ok(answer);
		}
	}

	/** Past the index, as Jira documents. */
	private Answer bulk(JsonNode query) {
		synchronized (this.jira) {
			List<String> wanted = new ArrayList<>();
			query.path("issueIdsOrKeys").forEach((name) -> wanted.add(name.asText()));
			if (wanted.isEmpty() || wanted.size() > 100) {
				throw JiraErrors.refuse(400, "The number of issue IDs or keys must be between 1 and 100.");
			}
			List<JiraIssueState> found = this.jira.states()
				.stream()
				.filter((issue) -> wanted.contains(Long.toString(issue.id)) || wanted.contains(issue.key))
				.toList();
			return Answer.ok(Json.object("issues", Json.array(found, (issue) -> json(issue, query, "*navigable"))));
		}
	}

	private Answer numbers(JsonNode query) {
		synchronized (this.jira) {
			List<JiraIssueState> found = find(query);
			int start = query.path("startAt").asInt(0);
			int size = Math.max(0, Math.min(1000, query.path("maxResults").asInt(50)));
			return Answer.ok(Json.object("startAt", start, "maxResults", size, "total", found.size(), "issues",
					Json.array(UpstreamApi.page(found, start, size), (issue) -> json(issue, query, "*navigable"))));
		}
	}

	private List<JiraIssueState> find(JsonNode query) {
		Instant now = this.clock.instant();
		Jql jql = Jql.parse(Json.text(query, "jql", ""), JiraUsers.SERVICE, now);
		Instant indexed = now.minus(this.lag);
		return this.jira.states()
			.stream()
			.filter((issue) -> !issue.createdAt.isAfter(indexed))
			.filter(jql.filter())
			.sorted(jql.order())
			.toList();
	}

	private ObjectNode json(JiraIssueState issue, JsonNode query, String usualFields) {
		String fields = joined(query.path("fields"), usualFields);
		ObjectNode json = this.issues.issue(issue, fields, joined(query.path("properties"), ""));
		return fields.equals("id") ? json.without(List.of("fields", "key", "self")) : json;
	}

	private static String joined(JsonNode names, String otherwise) {
		if (names.isTextual()) {
			return names.asText();
		}
		List<String> list = new ArrayList<>();
		names.forEach((name) -> list.add(name.asText()));
		return list.isEmpty() ? otherwise : String.join(",", list);
	}

	private static String token(JiraIssueState last) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(("after:" + last.id).getBytes(StandardCharsets.UTF_8));
	}

	private static int start(String token, List<JiraIssueState> found) {
		for (int i = 0; !token.isEmpty() && i < found.size(); i++) {
			if (token(found.get(i)).equals(token)) {
				return i + 1;
			}
		}
		if (!token.isEmpty()) {
			throw JiraErrors.refuse(400, "The nextPageToken is invalid or has expired.");
		}
		return 0;
	}

}
