package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Calls as operators and senders make them.
 */
final class Http {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private Http() {
	}

	static HttpResponse<String> get(String url, @Nullable String user) {
		return send("GET", url, user, Map.of(), new byte[0]);
	}

	static HttpResponse<String> post(String url, @Nullable String user) {
		return send("POST", url, user, Map.of(), new byte[0]);
	}

	static HttpResponse<String> delete(String url, @Nullable String user) {
		return send("DELETE", url, user, Map.of(), new byte[0]);
	}

	static HttpResponse<String> post(String url, Map<String, String> headers, byte[] body) {
		return send("POST", url, null, headers, body);
	}

	/**
	 * Sends a request.
	 * @param user name and password with a colon in between, or {@code null}
	 */
	static HttpResponse<String> send(String method, String url, @Nullable String user, Map<String, String> headers,
			byte[] body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
			.timeout(Duration.ofSeconds(30))
			.method(method, (body.length == 0) ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
		headers.forEach(request::header);
		if (user != null) {
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
		}
		try {
			return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
