package io.github.githubjirasync.sandbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * GitHub's ways to say no.
 */
final class GitHubErrors {

	private static final String DOCUMENTATION = "https://docs.github.com/rest/issues/issues";

	private GitHubErrors() {
	}

	static Answer error(int status, String message) {
		return Answer.json(status, Json.object("message", message, "documentation_url", DOCUMENTATION, "status",
				Integer.toString(status)));
	}

	static Refusal notFound() {
		return new Refusal(error(404, "Not Found"));
	}

	static Refusal invalid(String resource, String field, String code, @Nullable String message) {
		var error = Json.object("resource", resource, "field", field, "code", code);
		if (message != null) {
			error.put("message", message);
		}
		return new Refusal(Answer.json(422, Json.object("message", "Validation Failed", "documentation_url",
				DOCUMENTATION, "errors", Json.array(List.of(error)), "status", "422")));
	}

}
