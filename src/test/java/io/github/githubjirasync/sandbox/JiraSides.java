package io.github.githubjirasync.sandbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sandbox.JiraIssueState.Attachment;

/**
 * What hangs on the simulated Jira's issues: files and links, and what projects have:
 * versions. Safe for use by many threads.
 */
public final class JiraSides {

	private final SandboxJira jira;

	private final Webhooks webhooks;

	private final JiraShapes shapes;

	private final Map<Long, Link> links = new TreeMap<>();

	JiraSides(SandboxJira jira, Webhooks webhooks, JiraShapes shapes) {
		this.jira = jira;
		this.webhooks = webhooks;
		this.shapes = shapes;
		shapes.links(this::linksOf);
	}

	/**
	 * Attaches a file to an issue.
	 * @param key the key of the issue
	 * @param name its file name
	 * @param mimeType its type
	 * @param content its bytes
	 * @param actor the name of who does it
	 * @return its id
	 */
	public long attach(String key, String name, String mimeType, byte[] content, String actor) {
		synchronized (this.jira) {
			return add(this.jira.find(key), name, mimeType, content, actor).id();
		}
	}

	/**
	 * The content of an attached file.
	 * @param key the key of the issue
	 * @param name its file name
	 * @return its bytes
	 */
	public byte[] content(String key, String name) {
		synchronized (this.jira) {
			return this.jira.find(key).attachments.stream()
				.filter((file) -> file.name().equals(name))
				.findFirst()
				.orElseThrow()
				.content();
		}
	}

	/**
	 * Links two issues.
	 * @param type the name of the type, such as {@code Blocks}
	 * @param from the key of the issue that, for example, blocks
	 * @param to the key of the issue that, for example, is blocked
	 * @param actor the name of who does it
	 */
	public void link(String type, String from, String to, String actor) {
		synchronized (this.jira) {
			link(type, this.jira.find(from), this.jira.find(to));
		}
	}

	/**
	 * Links of all issues.
	 * @return such as {@code SBX-1 Blocks SBX-2}
	 */
	public List<String> links() {
		synchronized (this.jira) {
			return this.links.values()
				.stream()
				.map((link) -> link.from().key + " " + link.type().name() + " " + link.to().key)
				.toList();
		}
	}

	/**
	 * Makes a version.
	 * @param project the key of the project
	 * @param name its name
	 */
	public void version(String project, String name) {
		synchronized (this.jira) {
			addVersion(3, project, name);
		}
	}

	/**
	 * The versions of a project.
	 * @param project its key
	 * @return their names
	 */
	public List<String> versions(String project) {
		synchronized (this.jira) {
			return this.jira.versions(project).stream().map((version) -> version.path("name").asText()).toList();
		}
	}

	/**
	 * Gives a user another display name; the account stays.
	 * @param name such as {@code alice}
	 * @param displayName what people see from now on
	 */
	public void renameUser(String name, String displayName) {
		this.jira.users().rename(name, displayName);
	}

	ObjectNode addVersion(int version, String project, String name) {
		long id = this.jira.nextId();
		ObjectNode made = Json.object("self", this.shapes.self(version, "/version/" + id), "id", Long.toString(id),
				"name", name, "archived", false, "released", false, "projectId",
				Integer.parseInt(JiraShapes.projectId(project)));
		this.jira.versions(project).add(made);
		return made;
	}

	Attachment add(JiraIssueState issue, String name, String mimeType, byte[] content, String actor) {
		Attachment file = new Attachment(this.jira.nextId(), name, mimeType, content, actor, this.jira.now());
		issue.attachments.add(file);
		this.jira.updated(issue, "issue_updated", actor,
				Json.array(List.of(JiraEdit.item("Attachment", null, null, Long.toString(file.id()), name))));
		return file;
	}

	void link(String type, JiraIssueState from, JiraIssueState to) {
		JiraCatalog.Named known = JiraCatalog.find(JiraCatalog.LINK_TYPES, Json.object("name", type))
			.orElseThrow(() -> JiraErrors.refuse(404, "No issue link type with name '" + type + "' found."));
		for (Link link : this.links.values()) {
			if (link.type().equals(known) && link.from() == from && link.to() == to) {
				return;
			}
		}
		Link link = new Link(this.jira.nextId(), known, from, to);
		this.links.put(link.id(), link);
		emit("issuelink_created", link);
	}

	void unlink(long id) {
		Link link = this.links.remove(id);
		if (link == null) {
			throw JiraErrors.refuse(404, "No issue link with id '" + id + "' exists.");
		}
		emit("issuelink_deleted", link);
	}

	void clear() {
		this.links.clear();
	}

	private void emit(String event, Link link) {
		this.webhooks.send(event, null, link.from().project, Json.object("timestamp", this.jira.now().toEpochMilli(),
				"webhookEvent", event, "issueLink",
				Json.object("id", link.id(), "sourceIssueId", link.from().id, "destinationIssueId", link.to().id,
						"issueLinkType", Json.object("id", Long.parseLong(link.type().id()), "name", link.type().name(),
								"isSubTaskLinkType", false, "isSystemLinkType", false))));
	}

	private JsonNode linksOf(JiraIssueState issue) {
		ArrayNode all = Json.MAPPER.createArrayNode();
		for (Link link : this.links.values()) {
			if (link.from() == issue) {
				all.add(json(link, "outwardIssue", link.to()));
			}
			if (link.to() == issue) {
				all.add(json(link, "inwardIssue", link.from()));
			}
		}
		return all;
	}

	private static ObjectNode json(Link link, String end, JiraIssueState other) {
		return Json.object("id", Long.toString(link.id()), "type", type(link.type()), end,
				Json.object("id", Long.toString(other.id), "key", other.key));
	}

	static ObjectNode type(JiraCatalog.Named type) {
		return Json.object("id", type.id(), "name", type.name(), "inward", "is linked by", "outward", "links");
	}

	private record Link(long id, JiraCatalog.Named type, JiraIssueState from, JiraIssueState to) {
	}

}
