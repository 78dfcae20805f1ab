package io.github.githubjirasync.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One create or edit of a Jira issue: checks every field, then changes all or nothing and
 * tells what changed.
 */
final class JiraEdit {

	private static final int SUMMARY_LIMIT = 255;

	private static final Pattern WHITE_SPACE = Pattern.compile("\\s");

	private final JiraIssueState issue;

	private final int version;

	private final JiraUsers users;

	private final SandboxJira jira;

	private final Map<String, String> errors = new LinkedHashMap<>();

	private final List<Runnable> changes = new ArrayList<>();

	private final ArrayNode changelog = Json.MAPPER.createArrayNode();

	JiraEdit(JiraIssueState issue, int version, SandboxJira jira) {
		this.issue = issue;
		this.version = version;
		this.users = jira.users();
		this.jira = jira;
	}

	/**
	 * Applies the fields and updates of a call.
	 * @param request a body with {@code fields} and {@code update}
	 * @param isNew whether the issue is being created
	 * @return the items of the changelog; none where nothing changed
	 */
	ArrayNode apply(JsonNode request, boolean isNew) {
		if (isNew && !request.path("fields").hasNonNull("summary")) {
			this.errors.put("summary", "You must specify a summary of the issue.");
		}
		if (isNew && !request.path("fields").has("issuetype")) {
			this.errors.put("issuetype", "Specify an issue type");
		}
		for (Map.Entry<String, JsonNode> field : request.path("fields").properties()) {
			field(field.getKey(), field.getValue(), isNew);
		}
		for (Map.Entry<String, JsonNode> field : request.path("update").properties()) {
			update(field.getKey(), field.getValue());
		}
		if (!this.errors.isEmpty()) {
			throw JiraErrors.invalid(this.errors);
		}
		this.changes.forEach(Runnable::run);
		return this.changelog;
	}

	private void field(String name, JsonNode value, boolean isNew) {
		if (this.jira.rules().isOffScreen(name)) {
			offScreen(name);
			return;
		}
		switch (name) {
			case "summary" -> summary(value);
			case "description" -> description(value);
			case "labels" -> labels(strings(value));
			case "priority" -> priority(value);
			case "issuetype" -> issueType(value);
			case "assignee" -> assignee(value);
			case "parent" -> parent(value);
			case "fixVersions" -> versions(SandboxGitHub.names(value));
			case "components" -> this.changes.add(() -> this.issue.components = SandboxGitHub.names(value));
			case "resolution" -> resolution(value);
			case "security" -> this.changes.add(() -> {
				changed("security", null, this.issue.security, null, Json.text(value, "name"));
				this.issue.security = Json.text(value, "name");
			});
			case "project", "reporter" -> {
				if (!isNew) {
					offScreen(name);
				}
			}
			default -> offScreen(name);
		}
	}

	private void update(String name, JsonNode operations) {
		if (name.equals("labels")) {
			Set<String> wanted = new LinkedHashSet<>(this.issue.labels);
			for (JsonNode operation : operations) {
				if (operation.has("set")) {
					wanted.clear();
					wanted.addAll(strings(operation.get("set")));
				}
				if (operation.has("add")) {
					wanted.add(operation.get("add").asText());
				}
				wanted.remove(operation.path("remove").asText(""));
			}
			labels(List.copyOf(wanted));
		}
		else if (operations.size() == 1 && operations.get(0).has("set")) {
			field(name, operations.get(0).get("set"), false);
		}
		else {
			offScreen(name);
		}
	}

	private void summary(JsonNode value) {
		String text = value.asText("");
		if (text.isBlank()) {
			this.errors.put("summary", "You must specify a summary of the issue.");
		}
		else if (text.contains("\n") || text.contains("\r")) {
			this.errors.put("summary", "The summary is invalid because it contains newline characters.");
		}
		else if (text.length() > SUMMARY_LIMIT) {
			this.errors.put("summary", "Summary must be less than 255 characters.");
		}
		else {
			this.changes.add(() -> {
				changed("summary", null, this.issue.summary, null, text);
				this.issue.summary = text;
			});
		}
	}

	private void description(JsonNode value) {
		try {
			JiraText text = JiraText.read(this.version, value);
			this.changes.add(() -> {
				JiraText before = this.issue.description;
				if (!Objects.equals(before, text)) {
					this.changelog.add(item("description", null, (before != null) ? before.wiki() : null, null,
							(text != null) ? text.wiki() : null));
				}
				this.issue.description = text;
			});
		}
		catch (IllegalArgumentException ex) {
			this.errors.put("description", Objects.requireNonNull(ex.getMessage()));
		}
	}

	private void labels(List<String> labels) {
		for (String label : labels) {
			if (WHITE_SPACE.matcher(label).find()) {
				this.errors.put("labels", "The label '" + label + "' contains spaces which is invalid.");
				return;
			}
		}
		List<String> sorted = labels.stream().distinct().sorted().toList();
		this.changes.add(() -> {
			changed("labels", null, String.join(" ", this.issue.labels), null, String.join(" ", sorted));
			this.issue.labels = sorted;
		});
	}

	private void priority(JsonNode value) {
		JiraCatalog.find(JiraCatalog.PRIORITIES, value).ifPresentOrElse((priority) -> this.changes.add(() -> {
			changed("priority", this.issue.priority.id(), this.issue.priority.name(), priority.id(), priority.name());
			this.issue.priority = priority;
		}), () -> this.errors.put("priority", "The priority selected is invalid."));
	}

	private void issueType(JsonNode value) {
		JiraCatalog.find(JiraCatalog.ISSUE_TYPES, value).ifPresentOrElse((type) -> this.changes.add(() -> {
			changed("issuetype", this.issue.issueType.id(), this.issue.issueType.name(), type.id(), type.name());
			this.issue.issueType = type;
		}), () -> this.errors.put("issuetype", "Specify a valid issue type"));
	}

	private void versions(List<String> names) {
		List<String> known = this.jira.versions(this.issue.project)
			.stream()
			.map((version) -> version.path("name").asText())
			.toList();
		for (String name : names) {
			if (!known.contains(name)) {
				this.errors.put("fixVersions", "Version name '" + name + "' is not valid");
				return;
			}
		}
		this.changes.add(() -> {
			changed("Fix Version", null, String.join(", ", this.issue.fixVersions), null, String.join(", ", names));
			this.issue.fixVersions = List.copyOf(names);
		});
	}

	private void parent(JsonNode value) {
		String reference = Json.text(value, "id", Json.text(value, "key", ""));
		JiraIssueState parent = reference.isEmpty() ? null : this.jira.lookUp(reference);
		if (!reference.isEmpty() && parent == null) {
			this.errors.put("parent", "Could not find issue by id or key.");
			return;
		}
		this.changes.add(() -> {
			JiraIssueState before = this.issue.parent;
			changed("IssueParentAssociation", (before != null) ? Long.toString(before.id) : null,
					(before != null) ? before.key : null, (parent != null) ? Long.toString(parent.id) : null,
					(parent != null) ? parent.key : null);
			this.issue.parent = parent;
		});
	}

	private void resolution(JsonNode value) {
		JiraCatalog.find(JiraCatalog.RESOLUTIONS, value).ifPresentOrElse((resolution) -> this.changes.add(() -> {
			JiraCatalog.Named before = this.issue.resolution;
			changed("resolution", (before != null) ? before.id() : null, (before != null) ? before.name() : null,
					resolution.id(), resolution.name());
			this.issue.resolution = resolution;
		}), () -> this.errors.put("resolution", "Resolution value '" + Json.text(value, "name") + "' is not valid"));
	}

	private void assignee(JsonNode value) {
		String id = Json.text(value, "accountId", Json.text(value, "id", ""));
		JiraUsers.User user = this.users.withAccountId(id);
		if (user == null && this.version == 2 && value.hasNonNull("name")) {
			id = value.get("name").asText();
			user = this.users.known(id);
		}
		assign(id, user);
	}

	private void assign(String id, JiraUsers.@Nullable User user) {
		if (user != null && !this.jira.rules().isAssignable(user.name())) {
			this.errors.put("assignee", "User '" + user.displayName() + "' cannot be assigned issues.");
			return;
		}
		if (user == null && !id.isEmpty()) {
			this.errors.put("assignee", "User '" + id + "' does not exist.");
			return;
		}
		this.changes.add(() -> {
			String before = this.issue.assignee;
			this.issue.assignee = (user != null) ? user.name() : null;
			changed("assignee", before, before, this.issue.assignee, this.issue.assignee);
		});
	}

	private void offScreen(String name) {
		this.errors.put(name, "Field '" + name + "' cannot be set. It is not on the appropriate screen, or unknown.");
	}

	private void changed(String field, @Nullable String from, @Nullable String fromString, @Nullable String to,
			@Nullable String toString) {
		if (!Objects.equals(fromString, toString)) {
			this.changelog.add(item(field, from, fromString, to, toString));
		}
	}

	static ObjectNode item(String field, @Nullable String from, @Nullable String fromString, @Nullable String to,
			@Nullable String toString) {
		return Json.object("field", field, "fieldtype", "jira", "fieldId", field, "from", from, "fromString",
				fromString, "to", to, "toString", toString);
	}

	private static List<String> strings(JsonNode list) {
		List<String> strings = new ArrayList<>();
		list.forEach((element) -> strings.add(element.asText()));
		return strings;
	}

}
