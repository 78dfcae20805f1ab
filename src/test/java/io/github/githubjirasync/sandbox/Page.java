package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;

/**
 * The page to use both sides by hand, and the addresses of issues, which lead to it.
 */
final class Page {

	private static final Map<String, String> FILES = Map.of("/", "index.html", "/sandbox.js", "sandbox.js",
			"/sandbox.css", "sandbox.css", "/avatar.svg", "avatar.svg");

	private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
			"text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");

	private final String root;

	Page(String root) {
		this.root = root;
	}

	void addTo(HttpFront front) {
		front.mount("/", this::page);
		front.mount("/jira/browse/", this::jiraIssue);
	}

	private void page(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String file = FILES.get(path);
		List<String> segments = List.of(path.substring(1).split("/"));
		if (file != null) {
			HttpFront.write(exchange, new Answer(200, Map.of("Content-Type", type(file), "Cache-Control", "no-cache",
					"Content-Security-Policy", "default-src 'self'"), read(file)));
		}
		else if (segments.size() == 4 && segments.get(2).equals("issues")) {
			HttpFront.write(exchange, Answer
				.redirect(this.root + "/#" + segments.get(0) + "/" + segments.get(1) + "/" + segments.get(3)));
		}
		else {
			HttpFront.write(exchange, Answer.json(404, Json.object("message", "There is nothing at " + path)));
		}
	}

	private void jiraIssue(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		HttpFront.write(exchange, Answer.redirect(this.root + "/#" + path.substring(path.lastIndexOf('/') + 1)));
	}

	private static String type(String file) {
		return TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain");
	}

	private static byte[] read(String file) {
		try (InputStream stream = Page.class.getResourceAsStream("/sandbox/" + file)) {
			if (stream == null) {
				throw new IllegalStateException("/sandbox/" + file + " is not on the class path");
			}
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
