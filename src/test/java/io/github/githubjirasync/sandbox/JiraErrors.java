package io.github.githubjirasync.sandbox;

import java.util.List;
import java.util.Map;

/**
 * Jira's ways to say no.
 */
final class JiraErrors {

	private JiraErrors() {
	}

	static Answer error(int status, String message) {
		return Answer.json(status, Json.object("errorMessages", List.of(message), "errors", Map.of()));
	}

	static Refusal refuse(int status, String message) {
		return new Refusal(error(status, message));
	}

	static Refusal invalid(Map<String, String> errors) {
		return new Refusal(Answer.json(400, Json.object("errorMessages", List.of(), "errors", errors)));
	}

	static Refusal noIssue() {
		return refuse(404, "Issue does not exist or you do not have permission to see it.");
	}

}
