package io.github.githubjirasync.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sandbox.JiraCatalog.Status;
import io.github.githubjirasync.sandbox.JiraIssueState.Comment;
import org.jspecify.annotations.Nullable;

/**
 * The simulated Jira: what its users do, and what it holds. Every change sends its
 * webhooks in order. Users are named by short names such as {@code alice}; what they
 * write is wiki markup and kept as ADF. Safe for use by many threads. It is longer than
 * usual because each act is one method here, for users and for the REST API alike.
 */
public final class SandboxJira {

	private final Clock clock;

	private final Webhooks webhooks;

	private final JiraShapes shapes;

	private final JiraUsers users;

	private final Set<String> projects;

	private final boolean stepwise;

	private final JiraRules rules = new JiraRules();

	private final JiraSides sides;

	private final TreeMap<Long, JiraIssueState> issues = new TreeMap<>();

	private final Map<String, Long> keys = new HashMap<>();

	private final Map<String, Integer> lastNumbers = new HashMap<>();

	private final Map<String, List<ObjectNode>> versions = new HashMap<>();

	/** Away from the ids of recorded payloads, which are of other sites. */
	private final AtomicLong issueIds = new AtomicLong(100_000);

	private final AtomicLong otherIds = new AtomicLong(200_000);

	SandboxJira(SandboxOptions options, Webhooks webhooks, JiraShapes shapes, JiraUsers users) {
		this.clock = options.clock;
		this.webhooks = webhooks;
		this.shapes = shapes;
		this.users = users;
		this.projects = options.jiraProjects;
		this.stepwise = options.stepwiseWorkflow;
		this.sides = new JiraSides(this, webhooks, shapes);
	}

	/**
	 * Creates a task.
	 * @param project the key of its project
	 * @param summary the summary
	 * @param description wiki markup, or {@code null}
	 * @param labels its labels
	 * @param actor the name of who does it
	 * @return the issue
	 */
	public SandboxJiraIssue createIssue(String project, String summary, @Nullable String description,
			List<String> labels, String actor) {
		ObjectNode fields = Json.object("project", Map.of("key", project), "issuetype", Map.of("name", "Task"),
				"summary", summary, "labels", labels);
		if (description != null) {
			fields.set("description", WikiToAdf.convert(description));
		}
		return snapshot(create(3, Json.object("fields", fields), actor));
	}

	/**
	 * Changes fields of an issue.
	 * @param key its key
	 * @param fields the fields as in a PUT, with a {@code description} in wiki markup
	 * @param actor the name of who does it
	 * @return the issue after it
	 */
	public SandboxJiraIssue editIssue(String key, Map<String, ?> fields, String actor) {
		ObjectNode json = (ObjectNode) Json.node(fields);
		if (json.hasNonNull("description")) {
			json.set("description", WikiToAdf.convert(json.get("description").asText()));
		}
		return snapshot(edit(3, key, Json.object("fields", json), actor));
	}

	/**
	 * Moves an issue to a status, through the transition that leads there.
	 * @param key its key
	 * @param status the name of the status
	 * @param actor the name of who does it
	 * @return the issue after it
	 */
	public SandboxJiraIssue transition(String key, String status, String actor) {
		Status to = Status.named(status).orElseThrow(() -> JiraErrors.refuse(400, "There is no status " + status));
		return snapshot(transitionTo(key, to.transition, actor));
	}

	/**
	 * Moves an issue to another project, which changes its key; the old key still finds
	 * it.
	 * @param key its key
	 * @param project the key of the other project
	 * @param actor the name of who does it
	 * @return the issue after it
	 */
	public synchronized SandboxJiraIssue move(String key, String project, String actor) {
		JiraIssueState issue = find(key);
		String before = issue.key;
		String projectBefore = issue.project;
		issue.project = known(project);
		issue.key = nextKey(project);
		this.keys.put(issue.key, issue.id);
		ObjectNode moved = JiraEdit.item("project", JiraShapes.projectId(projectBefore), projectBefore,
				JiraShapes.projectId(project), project);
		updated(issue, "issue_moved", actor,
				Json.array(List.of(moved, JiraEdit.item("Key", null, before, null, issue.key))));
		return snapshot(issue);
	}

	/**
	 * Deletes an issue.
	 * @param key its key
	 * @param actor the name of who does it
	 */
	public synchronized void deleteIssue(String key, String actor) {
		JiraIssueState issue = find(key);
		this.issues.remove(issue.id);
		this.webhooks.send("jira:issue_deleted", null, issue.project,
				event("jira:issue_deleted", actor, "issue", this.shapes.webhookIssue(issue)));
	}

	/**
	 * Writes a comment that everybody may read.
	 * @param key the key of the issue
	 * @param body wiki markup
	 * @param actor the name of who does it
	 * @return the comment
	 */
	public SandboxJiraIssue.Comment comment(String key, String body, String actor) {
		return comment(key, body, null, actor);
	}

	/**
	 * Writes a comment.
	 * @param key the key of the issue
	 * @param body wiki markup
	 * @param role the role that may read it, or {@code null} for everybody
	 * @param actor the name of who does it
	 * @return the comment
	 */
	public SandboxJiraIssue.Comment comment(String key, String body, @Nullable String role, String actor) {
		ObjectNode request = Json.object("body", WikiToAdf.convert(body));
		if (role != null) {
			request.set("visibility", Json.object("type", "role", "value", role, "identifier", role));
		}
		return addComment(3, key, request, actor).snapshot();
	}

	/**
	 * Changes a comment.
	 * @param key the key of the issue
	 * @param id the comment's id
	 * @param body wiki markup
	 * @param actor the name of who does it
	 */
	public void editComment(String key, long id, String body, String actor) {
		changeComment(3, key, id, Json.object("body", WikiToAdf.convert(body)), actor);
	}

	/**
	 * Deletes a comment.
	 * @param key the key of the issue
	 * @param id the comment's id
	 * @param actor the name of who does it
	 */
	public synchronized void deleteComment(String key, long id, String actor) {
		Comment comment = findComment(key, id);
		comment.issue.comments.remove(comment);
		emit("comment_deleted", comment, actor);
	}

	/**
	 * An issue.
	 * @param key its key, or its id, or a key that it had
	 * @return the issue as it is now
	 * @throws NoSuchElementException if there is none
	 */
	public synchronized SandboxJiraIssue issue(String key) {
		JiraIssueState issue = lookUp(key);
		if (issue == null) {
			throw new NoSuchElementException(key);
		}
		return snapshot(issue);
	}

	/**
	 * All issues.
	 * @return by id
	 */
	public synchronized List<SandboxJiraIssue> issues() {
		return this.issues.values().stream().map(this::snapshot).toList();
	}

	/**
	 * What screens, workflow and permissions are like.
	 * @return the rules
	 */
	public JiraRules rules() {
		return this.rules;
	}

	/**
	 * Files, links between issues, versions.
	 * @return what hangs on issues
	 */
	public JiraSides sides() {
		return this.sides;
	}

	/**
	 * Writes a comment that a service desk shows to its agents only.
	 * @param key the key of the issue
	 * @param body wiki markup
	 * @param actor the name of who does it
	 * @return the comment
	 */
	public SandboxJiraIssue.Comment internalComment(String key, String body, String actor) {
		ObjectNode property = Json.object("key", "sd.public.comment", "value", Json.object("internal", true));
		return addComment(3, key, Json.object("body", WikiToAdf.convert(body), "properties", List.of(property)), actor)
			.snapshot();
	}

	/**
	 * Lets only a role read a comment from now on.
	 * @param key the key of the issue
	 * @param id the comment's id
	 * @param role the role
	 * @param actor the name of who does it
	 */
	public void restrictComment(String key, long id, String role, String actor) {
		Comment comment = findComment(key, id);
		changeComment(3, key, id, Json.object("body", comment.body.adf(), "visibility",
				Json.object("type", "role", "value", role, "identifier", role)), actor);
	}

	synchronized void clear() {
		this.rules.clear();
		this.sides.clear();
		this.issues.clear();
		this.keys.clear();
		this.lastNumbers.clear();
		this.versions.clear();
	}

	List<JiraIssueState> states() {
		return List.copyOf(this.issues.values());
	}

	JiraUsers users() {
		return this.users;
	}

	boolean stepwise() {
		return this.stepwise;
	}

	List<ObjectNode> versions(String project) {
		return this.versions.computeIfAbsent(project, (key) -> new ArrayList<>());
	}

	long nextId() {
		return this.otherIds.incrementAndGet();
	}

	String known(String project) {
		String found = this.projects.contains(project) ? project
				: this.projects.stream()
					.filter((key) -> JiraShapes.projectId(key).equals(project))
					.findFirst()
					.orElse(null);
		if (found == null) {
			throw JiraErrors.invalid(Map.of("project", "valid project is required"));
		}
		return found;
	}

	synchronized JiraIssueState find(String idOrKey) {
		JiraIssueState issue = lookUp(idOrKey);
		if (issue == null) {
			throw JiraErrors.noIssue();
		}
		return issue;
	}

	synchronized @Nullable JiraIssueState lookUp(String idOrKey) {
		Long id = this.keys.get(idOrKey.toUpperCase(Locale.ROOT));
		if (id == null && idOrKey.matches("\\d{1,18}")) {
			id = Long.valueOf(idOrKey);
		}
		return (id != null) ? this.issues.get(id) : null;
	}

	synchronized Comment findComment(String idOrKey, long id) {
		return find(idOrKey).comments.stream()
			.filter((comment) -> comment.id == id)
			.findFirst()
			.orElseThrow(() -> JiraErrors.refuse(404, "Can not find a comment for the id: " + id + "."));
	}

	synchronized JiraIssueState create(int version, JsonNode request, String actor) {
		JsonNode project = request.path("fields").path("project");
		String key = known(project.path("key").asText(project.path("id").asText("")));
		JiraIssueState issue = new JiraIssueState(this.issueIds.get() + 1, "", key, actor, now());
		ArrayNode changelog = new JiraEdit(issue, version, this).apply(request, true);
		Map<String, JsonNode> properties = properties(request);
		this.issueIds.incrementAndGet();
		issue.key = nextKey(key);
		issue.properties.putAll(properties);
		this.issues.put(issue.id, issue);
		this.keys.put(issue.key, issue.id);
		ObjectNode payload = event("jira:issue_created", actor, "issue", this.shapes.webhookIssue(issue));
		payload.put("issue_event_type_name", "issue_created");
		payload.set("changelog", changelog(changelog));
		this.webhooks.send("jira:issue_created", null, key, payload);
		return issue;
	}

	synchronized JiraIssueState edit(int version, String idOrKey, JsonNode request, String actor) {
		JiraIssueState issue = find(idOrKey);
		String assignee = issue.assignee;
		ArrayNode changelog = new JiraEdit(issue, version, this).apply(request, false);
		issue.properties.putAll(properties(request));
		if (!changelog.isEmpty()) {
			boolean assigned = !Objects.equals(assignee, issue.assignee);
			updated(issue, assigned ? "issue_assigned" : "issue_updated", actor, changelog);
		}
		return issue;
	}

	JiraIssueState transitionTo(String idOrKey, String transition, String actor) {
		return transitionTo(3, idOrKey, transition, Json.object(), actor);
	}

	synchronized JiraIssueState transitionTo(int version, String idOrKey, String transition, JsonNode fields,
			String actor) {
		JiraIssueState issue = find(idOrKey);
		Status to = issue.status.next(this.stepwise)
			.stream()
			.filter((status) -> status.transition.equals(transition))
			.findFirst()
			.orElseThrow(() -> JiraErrors.refuse(400, "It seems that you have tried to perform a workflow operation ("
					+ transition + ") that is not valid for the current state of this issue (" + issue.key + ")."));
		Status from = issue.status;
		if (actor.equals(JiraUsers.SERVICE)) {
			this.rules.checkScreen(to, fields);
		}
		ArrayNode changelog = new JiraEdit(issue, version, this).apply(Json.object("fields", fields), false);
		JiraCatalog.Named resolution = (to != Status.DONE) ? null
				: Objects.requireNonNullElse(issue.resolution, JiraCatalog.RESOLUTIONS.get(0));
		JiraCatalog.Named before = issue.resolution;
		if (!fields.has("resolution") && !Objects.equals(before, resolution)) {
			changelog.add(JiraEdit.item("resolution", (before != null) ? before.id() : null,
					(before != null) ? before.name() : null, (resolution != null) ? resolution.id() : null,
					(resolution != null) ? resolution.name() : null));
			issue.resolution = resolution;
		}
		changelog.add(JiraEdit.item("status", from.id, from.label, to.id, to.label));
		issue.status = to;
		updated(issue, "issue_generic", actor, changelog);
		return issue;
	}

	synchronized Comment addComment(int version, String idOrKey, JsonNode request, String actor) {
		JiraIssueState issue = find(idOrKey);
		Comment comment = new Comment(nextId(), issue, actor, body(version, request), now());
		comment.visibility = request.hasNonNull("visibility") ? request.get("visibility") : null;
		comment.properties.putAll(properties(request));
		issue.comments.add(comment);
		issue.updatedAt = now();
		emit("comment_created", comment, actor);
		return comment;
	}

	synchronized Comment changeComment(int version, String idOrKey, long id, JsonNode request, String actor) {
		Comment comment = findComment(idOrKey, id);
		JiraText body = body(version, request);
		comment.properties.putAll(properties(request));
		JsonNode visibility = request.hasNonNull("visibility") ? request.get("visibility") : comment.visibility;
		boolean changed = !body.equals(comment.body) || !Objects.equals(visibility, comment.visibility);
		comment.visibility = visibility;
		if (changed) {
			comment.body = body;
			comment.updateAuthor = actor;
			comment.updatedAt = now();
			emit("comment_updated", comment, actor);
		}
		return comment;
	}

	/** Creates or replaces the remote link with the same global id. */
	synchronized RemoteLinked putRemoteLink(String idOrKey, JsonNode request, String actor) {
		JiraIssueState issue = find(idOrKey);
		String globalId = Json.text(request, "globalId");
		// What the call leaves out is gone, also where the link was there before.
		ObjectNode link = Json.object("application",
				request.hasNonNull("application") ? request.get("application") : Map.of(), "object",
				request.path("object"));
		for (String field : List.of("globalId", "relationship")) {
			if (request.hasNonNull(field)) {
				link.set(field, request.get(field));
			}
		}
		for (Map.Entry<Long, ObjectNode> known : issue.remoteLinks.entrySet()) {
			if (globalId != null && globalId.equals(Json.text(known.getValue(), "globalId"))) {
				known.setValue(link);
				return new RemoteLinked(issue, known.getKey(), false);
			}
		}
		long id = nextId();
		issue.remoteLinks.put(id, link);
		updated(issue, "issue_updated", actor, Json.array(List.of(JiraEdit.item("RemoteIssueLink", null, null,
				Long.toString(id), "This issue links to \"" + link.path("object").path("title").asText() + "\""))));
		return new RemoteLinked(issue, id, true);
	}

	synchronized SandboxJiraIssue snapshot(JiraIssueState issue) {
		return issue.snapshot(this.shapes.htmlUrl(issue.key));
	}

	private static JiraText body(int version, JsonNode request) {
		try {
			JiraText body = JiraText.read(version, request.path("body"));
			if (body != null) {
				return body;
			}
		}
		catch (IllegalArgumentException ex) {
			throw JiraErrors.invalid(Map.of("comment", Objects.requireNonNull(ex.getMessage())));
		}
		throw JiraErrors.invalid(Map.of("comment", "Comment body can not be empty!"));
	}

	private static Map<String, JsonNode> properties(JsonNode request) {
		Map<String, JsonNode> properties = new LinkedHashMap<>();
		request.path("properties").forEach((property) -> {
			checkProperty(property.path("key").asText(), property.path("value"));
			properties.put(property.path("key").asText(), property.path("value"));
		});
		return properties;
	}

	static void checkProperty(String key, JsonNode value) {
		if (key.isEmpty() || key.length() > 255) {
			throw JiraErrors.refuse(400, "The property key cannot be longer than 255 characters.");
		}
		if (value.toString().length() > 32_768) {
			throw JiraErrors.refuse(400, "The property value cannot be longer than 32768 characters.");
		}
	}

	private String nextKey(String project) {
		return project + "-" + this.lastNumbers.merge(project, 1, Integer::sum);
	}

	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	void updated(JiraIssueState issue, String type, String actor, ArrayNode items) {
		issue.updatedAt = now();
		ObjectNode payload = event("jira:issue_updated", actor, "issue", this.shapes.webhookIssue(issue));
		payload.put("issue_event_type_name", type);
		payload.set("changelog", changelog(items));
		this.webhooks.send("jira:issue_updated", null, issue.project, payload);
	}

	private ObjectNode changelog(ArrayNode items) {
		return Json.object("id", Long.toString(nextId()), "items", items);
	}

	/** Webhooks about comments name no user of their own, only authors. */
	private void emit(String event, Comment comment, String actor) {
		ObjectNode body = this.shapes.comment(2, comment, false);
		body.set("updateAuthor", this.shapes.user(2, actor));
		ObjectNode payload = event(event, actor, "comment", body);
		payload.remove("user");
		payload.set("issue", this.shapes.briefWebhookIssue(comment.issue));
		this.webhooks.send(event, null, comment.issue.project, payload);
	}

	private ObjectNode event(String event, String actor, String subject, ObjectNode body) {
		return Json.object("timestamp", now().toEpochMilli(), "webhookEvent", event, "user", this.shapes.user(2, actor),
				subject, body);
	}

	record RemoteLinked(JiraIssueState issue, long id, boolean created) {
	}

}
