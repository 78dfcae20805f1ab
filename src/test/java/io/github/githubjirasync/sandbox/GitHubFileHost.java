package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;

/**
 * Where GitHub keeps the files that people put into texts: an address that redirects to
 * one that is good for a short time. Refuses credentials, which have no business there.
 * Safe for use by many threads.
 */
public final class GitHubFileHost {

	private static final String ROOT = "/user-attachments/";

	private static final String STORE = "/private-user-files/";

	private final String root;

	private final Map<String, Answer> files = new ConcurrentHashMap<>();

	private final AtomicInteger reads = new AtomicInteger();

	GitHubFileHost(String root) {
		this.root = root;
	}

	void addTo(HttpFront front) {
		front.mount(ROOT, (exchange) -> answer(exchange, true));
		front.mount(STORE, (exchange) -> answer(exchange, false));
	}

	/**
	 * Keeps an image.
	 * @param mimeType its type
	 * @param content its bytes
	 * @return its address, for a text
	 */
	public String image(String mimeType, byte[] content) {
		return add("assets/" + UUID.randomUUID(), mimeType, content);
	}

	/**
	 * Keeps a file.
	 * @param name its name
	 * @param mimeType its type
	 * @param content its bytes
	 * @return its address, for a text
	 */
	public String file(String name, String mimeType, byte[] content) {
		return add("files/" + (this.files.size() + 1) + "/" + name, mimeType, content);
	}

	/**
	 * How often the content of a file was read.
	 * @return the number
	 */
	public int reads() {
		return this.reads.get();
	}

	void clear() {
		this.files.clear();
		this.reads.set(0);
	}

	private String add(String path, String mimeType, byte[] content) {
		this.files.put(path, new Answer(200, Map.of("Content-Type", mimeType), content));
		return this.root + ROOT + path;
	}

	private void answer(HttpExchange exchange, boolean redirect) throws IOException {
		String path = exchange.getRequestURI().getPath();
		Answer file = this.files.get(path.substring((redirect ? ROOT : STORE).length()));
		boolean open = redirect || "jwt=opens".equals(exchange.getRequestURI().getQuery());
		if (exchange.getRequestHeaders().containsKey("Authorization")) {
			HttpFront.write(exchange, Answer.json(400, Json.object("message", "Credentials are not for here")));
		}
		else if (file == null || !open) {
			HttpFront.write(exchange, Answer.json(404, Json.object("message", "Not Found")));
		}
		else if (redirect) {
			HttpFront.write(exchange, Answer.redirect(STORE + path.substring(ROOT.length()) + "?jwt=opens"));
		}
		else {
			this.reads.incrementAndGet();
			HttpFront.write(exchange, file);
		}
	}

}
