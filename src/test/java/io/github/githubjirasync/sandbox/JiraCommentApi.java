package io.github.githubjirasync.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sandbox.JiraIssueState.Comment;

/**
 * One version of Jira's REST API for comments.
 */
final class JiraCommentApi {

	private static final String COMMENTS = "/issue/{issueIdOrKey}/comment";

	private final int version;

	private final SandboxJira jira;

	private final JiraShapes shapes;

	JiraCommentApi(int version, SandboxJira jira, JiraShapes shapes) {
		this.version = version;
		this.jira = jira;
		this.shapes = shapes;
	}

	void addTo(Routes routes) {
		routes.on("GET", COMMENTS, this::list)
			.on("POST", COMMENTS, this::add)
			.on("GET", COMMENTS + "/{id}", this::one)
			.on("PUT", COMMENTS + "/{id}", this::edit)
			.on("DELETE", COMMENTS + "/{id}", this::delete);
	}

	private Answer list(Request request) {
		synchronized (this.jira) {
			List<Comment> all = new ArrayList<>(this.jira.find(key(request)).comments);
			Comparator<Comment> order = Comparator.comparing((Comment comment) -> comment.id);
			all.sort(request.parameter("orderBy", "created").startsWith("-") ? order.reversed() : order);
			int start = request.number("startAt", 0, 0, Integer.MAX_VALUE);
			int size = request.number("maxResults", 100, 0, 100);
			boolean properties = expands(request);
			return Answer.ok(Json.object("startAt", start, "maxResults", size, "total", all.size(), "comments",
					Json.array(UpstreamApi.page(all, start, size), (comment) -> json(comment, properties))));
		}
	}

	private Answer add(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		synchronized (this.jira) {
			return Answer.created(
					json(this.jira.addComment(this.version, key(request), body, JiraUsers.SERVICE), expands(request)));
		}
	}

	private Answer one(Request request) {
		synchronized (this.jira) {
			return Answer.ok(json(this.jira.findComment(key(request), id(request)), expands(request)));
		}
	}

	private Answer edit(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		synchronized (this.jira) {
			return Answer
				.ok(json(this.jira.changeComment(this.version, key(request), id(request), body, JiraUsers.SERVICE),
						expands(request)));
		}
	}

	private Answer delete(Request request) {
		this.jira.deleteComment(key(request), id(request), JiraUsers.SERVICE);
		return Answer.none();
	}

	private JsonNode json(Comment comment, boolean properties) {
		return this.shapes.comment(this.version, comment, properties);
	}

	private static boolean expands(Request request) {
		return request.parameter("expand", "").contains("properties");
	}

	private static String key(Request request) {
		return request.variable("issueIdOrKey");
	}

	private static long id(Request request) {
		try {
			return Long.parseLong(request.variable("id"));
		}
		catch (NumberFormatException ex) {
			throw JiraErrors.refuse(404, "Can not find a comment for the id: " + request.variable("id") + ".");
		}
	}

}
