package io.github.githubjirasync.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One version of Jira's REST API for issues: their fields, transitions, properties and
 * remote links. It acts as {@link JiraUsers#SERVICE}.
 */
final class JiraApi implements UpstreamApi.Manners {

	private static final String ISSUE = "/issue/{issueIdOrKey}";

	private static final String PROPERTY = ISSUE + "/properties/{propertyKey}";

	private final int version;

	private final SandboxJira jira;

	private final JiraShapes shapes;

	private final String basic;

	JiraApi(int version, SandboxJira jira, JiraShapes shapes) {
		this.version = version;
		this.jira = jira;
		this.shapes = shapes;
		this.basic = "Basic " + Base64.getEncoder()
			.encodeToString(
					(SandboxOptions.JIRA_EMAIL + ":" + SandboxOptions.JIRA_TOKEN).getBytes(StandardCharsets.UTF_8));
	}

	void addTo(Routes routes) {
		routes.on("POST", "/issue", this::create)
			.on("GET", ISSUE, this::read)
			.on("PUT", ISSUE, this::edit)
			.on("DELETE", ISSUE, this::delete)
			.on("PUT", ISSUE + "/assignee", this::assign)
			.on("GET", ISSUE + "/transitions", this::transitions)
			.on("POST", ISSUE + "/transitions", this::transition)
			.on("GET", ISSUE + "/remotelink", this::remoteLinks)
			.on("POST", ISSUE + "/remotelink", this::putRemoteLink)
			.on("DELETE", ISSUE + "/remotelink", this::deleteRemoteLink)
			.on("GET", ISSUE + "/properties", this::propertyKeys)
			.on("GET", PROPERTY, this::property)
			.on("PUT", PROPERTY, this::putProperty)
			.on("DELETE", PROPERTY, this::deleteProperty);
	}

	@Override
	public @Nullable Answer authenticate(Request request) {
		String given = request.headers().getOrDefault("authorization", "");
		boolean good = given.equals(this.basic) || given.equals("Bearer " + SandboxOptions.JIRA_TOKEN);
		return good ? null : error(401, "Client must be authenticated to access this resource.");
	}

	@Override
	public Answer error(int status, String message) {
		return JiraErrors.error(status, message);
	}

	@Override
	public Answer polish(Request request, Answer answer) {
		return answer.with(Map.of("X-AREQUESTID", "sandbox"));
	}

	private Answer create(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		return locked(() -> {
			JiraIssueState issue = this.jira.create(this.version, body, JiraUsers.SERVICE);
			return Answer.created(Json.object("id", Long.toString(issue.id), "key", issue.key, "self",
					this.shapes.self(this.version, "/issue/" + issue.id)));
		});
	}

	private Answer read(Request request) {
		return locked(() -> Answer
			.ok(issue(find(request), request.parameter("fields", "*all"), request.parameter("properties", ""))));
	}

	private Answer edit(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		return locked(() -> {
			JiraIssueState issue = this.jira.edit(this.version, key(request), body, JiraUsers.SERVICE);
			boolean answer = request.parameter("returnIssue", "false").equals("true");
			return answer ? Answer.ok(issue(issue, "*all", "")) : Answer.none();
		});
	}

	private Answer delete(Request request) {
		this.jira.deleteIssue(key(request), JiraUsers.SERVICE);
		return Answer.none();
	}

	private Answer assign(Request request) throws JsonProcessingException {
		ObjectNode fields = Json.object("assignee", request.json());
		this.jira.edit(this.version, key(request), Json.object("fields", fields), JiraUsers.SERVICE);
		return Answer.none();
	}

	private Answer transitions(Request request) {
		return locked(() -> Answer.ok(Json.object("expand", "transitions", "transitions",
				Json.array(find(request).status.next(this.jira.stepwise()), (status) -> {
					ObjectNode transition = this.shapes.transition(this.version, status);
					if (request.parameter("expand", "").contains("transitions.fields")) {
						transition.set("fields", this.jira.rules().screen(status));
					}
					return transition;
				}))));
	}

	private Answer transition(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		String id = body.path("transition").path("id").asText("");
		if (id.isEmpty()) {
			throw JiraErrors.refuse(400, "Missing 'transition' identifier");
		}
		this.jira.transitionTo(this.version, key(request), id, body.path("fields"), JiraUsers.SERVICE);
		return Answer.none();
	}

	private Answer remoteLinks(Request request) {
		return locked(() -> {
			JiraIssueState issue = find(request);
			String globalId = request.parameter("globalId");
			if (globalId != null) {
				return issue.remoteLinks.entrySet()
					.stream()
					.filter((link) -> globalId.equals(Json.text(link.getValue(), "globalId")))
					.findFirst()
					.map((link) -> Answer
						.ok(this.shapes.remoteLink(this.version, issue, link.getKey(), link.getValue())))
					.orElseThrow(() -> JiraErrors.refuse(404, "The remote issue link does not exist."));
			}
			return Answer.ok(Json.array(issue.remoteLinks.entrySet(),
					(link) -> this.shapes.remoteLink(this.version, issue, link.getKey(), link.getValue())));
		});
	}

	private Answer putRemoteLink(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		if (!body.path("object").hasNonNull("url") || !body.path("object").hasNonNull("title")) {
			throw JiraErrors.invalid(Map.of("title", "'title' is required.", "url", "'url' is required."));
		}
		return locked(() -> {
			SandboxJira.RemoteLinked linked = this.jira.putRemoteLink(key(request), body, JiraUsers.SERVICE);
			String self = this.shapes.self(this.version, "/issue/" + linked.issue().key + "/remotelink/" + linked.id());
			return Answer.json(linked.created() ? 201 : 200, Json.object("id", linked.id(), "self", self));
		});
	}

	private Answer deleteRemoteLink(Request request) {
		return locked(() -> {
			String globalId = request.parameter("globalId", "");
			boolean found = find(request).remoteLinks.values()
				.removeIf((link) -> globalId.equals(Json.text(link, "globalId")));
			return found ? Answer.none() : error(404, "The remote issue link does not exist.");
		});
	}

	private Answer propertyKeys(Request request) {
		return locked(() -> {
			JiraIssueState issue = find(request);
			return Answer.ok(Json.object("keys", Json.array(issue.properties.keySet(), (key) -> Json.object("key", key,
					"self", this.shapes.self(this.version, "/issue/" + issue.id + "/properties/" + key)))));
		});
	}

	private Answer property(Request request) {
		return locked(() -> {
			JsonNode value = find(request).properties.get(request.variable("propertyKey"));
			if (value == null) {
				throw noProperty(request);
			}
			return Answer.ok(Json.object("key", request.variable("propertyKey"), "value", value));
		});
	}

	private Answer putProperty(Request request) throws JsonProcessingException {
		JsonNode value = request.json();
		SandboxJira.checkProperty(request.variable("propertyKey"), value);
		return locked(() -> {
			JsonNode before = find(request).properties.put(request.variable("propertyKey"), value);
			return Answer.json((before != null) ? 200 : 201, Json.object());
		});
	}

	private Answer deleteProperty(Request request) {
		return locked(() -> {
			if (find(request).properties.remove(request.variable("propertyKey")) == null) {
				throw noProperty(request);
			}
			return Answer.none();
		});
	}

	private static Refusal noProperty(Request request) {
		return JiraErrors.refuse(404,
				"The property with key '" + request.variable("propertyKey") + "' does not exist.");
	}

	/**
	 * An issue with some of its fields and properties.
	 * @param issue the issue
	 * @param wanted names of fields, {@code *all} or {@code *navigable}, separated by
	 * commas; a name after a minus sign is left out
	 * @param properties the keys of properties, separated by commas
	 */
	ObjectNode issue(JiraIssueState issue, String wanted, String properties) {
		ObjectNode all = this.shapes.fields(this.version, issue);
		all.set("comment",
				Json.object("comments",
						Json.array(issue.comments, (comment) -> this.shapes.comment(this.version, comment, false)),
						"startAt", 0, "maxResults", issue.comments.size(), "total", issue.comments.size()));
		List<String> names = Arrays.stream(wanted.split(",")).map(String::strip).toList();
		boolean everything = names.stream().allMatch((name) -> name.startsWith("*") || name.startsWith("-"));
		if (!everything) {
			all.retain(names);
		}
		names.stream().filter((name) -> name.startsWith("-")).forEach((name) -> all.remove(name.substring(1)));
		ObjectNode json = this.shapes.issue(this.version, issue, all);
		if (!properties.isBlank()) {
			ObjectNode found = Json.object();
			for (String key : properties.split(",")) {
				if (key.equals("*all")) {
					found.setAll(issue.properties);
				}
				else if (issue.properties.containsKey(key)) {
					found.set(key, issue.properties.get(key));
				}
			}
			json.set("properties", found);
		}
		return json;
	}

	private Answer locked(Supplier<Answer> work) {
		synchronized (this.jira) {
			return work.get();
		}
	}

	private static String key(Request request) {
		return request.variable("issueIdOrKey");
	}

	private JiraIssueState find(Request request) {
		return this.jira.find(key(request));
	}

}
