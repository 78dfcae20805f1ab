package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Calls a sandbox as the service would.
 */
final class SandboxClient {

	private final HttpClient http = HttpClient.newHttpClient();

	private final String root;

	private final String authorization;

	private SandboxClient(String root, String authorization) {
		this.root = root;
		this.authorization = authorization;
	}

	static SandboxClient github(Sandbox sandbox) {
		return new SandboxClient(sandbox.githubUrl(), "Bearer " + SandboxOptions.GITHUB_TOKEN);
	}

	static SandboxClient jiraSite(Sandbox sandbox) {
		SandboxClient versioned = jira(sandbox, 3);
		return new SandboxClient(sandbox.jiraUrl(), versioned.authorization);
	}

	static SandboxClient jira(Sandbox sandbox, int version) {
		String credentials = SandboxOptions.JIRA_EMAIL + ":" + SandboxOptions.JIRA_TOKEN;
		return new SandboxClient(sandbox.jiraUrl() + "/rest/api/" + version,
				"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	static SandboxClient control(Sandbox sandbox) {
		return new SandboxClient(sandbox.pageUrl() + "sandbox", "none");
	}

	static SandboxClient page(Sandbox sandbox) {
		return new SandboxClient(sandbox.pageUrl(), "none");
	}

	SandboxClient as(String other) {
		return new SandboxClient(this.root, other);
	}

	Reply get(String path) throws IOException {
		return call("GET", path, null, Map.of());
	}

	Reply post(String path, Object body) throws IOException {
		return call("POST", path, body, Map.of());
	}

	Reply put(String path, Object body) throws IOException {
		return call("PUT", path, body, Map.of());
	}

	Reply patch(String path, Object body) throws IOException {
		return call("PATCH", path, body, Map.of());
	}

	Reply delete(String path) throws IOException {
		return call("DELETE", path, null, Map.of());
	}

	Reply call(String method, String path, @Nullable Object body, Map<String, String> headers) throws IOException {
		String text = (body != null) ? Json.node(body).toString() : "";
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.root + path))
			.header("Authorization", this.authorization)
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(text) : HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		headers.forEach(request::header);
		try {
			HttpResponse<byte[]> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
			String type = response.headers().firstValue("Content-Type").orElse("");
			JsonNode json = type.startsWith("application/json") ? Json.parse(response.body()) : Json.object();
			return new Reply(method, path, text, response, json, this.authorization);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	record Reply(String method, String path, String sent, HttpResponse<byte[]> response, JsonNode json,
			String authorization) {

		int status() {
			return this.response.statusCode();
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		String text(String pointer) {
			return this.json.at(pointer).asText();
		}

	}

}
