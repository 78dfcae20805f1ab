package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that gives the answers it was told, in their order, and keeps what it
 * was asked. With a vendor's API description it holds every request and every answer to
 * that description; {@link #close()} fails on what did not conform.
 */
public final class StubUpstream implements AutoCloseable {

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final List<String> violations = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final @Nullable ApiDescription description;

	private StubUpstream(@Nullable ApiDescription description) {
		this.description = description;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException("No free port", ex);
		}
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/**
	 * Starts a server that takes any request.
	 * @return the running server
	 */
	public static StubUpstream lenient() {
		return new StubUpstream(null);
	}

	/**
	 * Starts a server that holds everything to an API description.
	 * @param description the file's name in the cases' folder {@code openapi}
	 * @return the running server
	 */
	public static StubUpstream strict(String description) {
		return new StubUpstream(ApiDescription.named(description));
	}

	/**
	 * Where the server listens.
	 * @return its root without a slash at the end
	 */
	public URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * Adds the answer to the next request that has none yet.
	 * @param status the status
	 * @param body JSON, or empty
	 * @param headers names and values by turns
	 * @return this server
	 */
	public StubUpstream answer(int status, String body, String... headers) {
		return answer((exchange) -> respond(exchange, status, body, headers));
	}

	/**
	 * Adds any behaviour as the answer to the next request that has none yet.
	 * @param answer what to do with the exchange
	 * @return this server
	 */
	public StubUpstream answer(Answer answer) {
		this.answers.add(answer);
		return this;
	}

	/**
	 * What was asked.
	 * @return the requests, oldest first
	 */
	public List<Call> calls() {
		return List.copyOf(this.calls);
	}

	/**
	 * The only request.
	 * @return the request
	 */
	public Call call() {
		if (this.calls.size() != 1) {
			throw new AssertionError("Expected one request, got " + this.calls);
		}
		return this.calls.get(0);
	}

	/**
	 * What did not conform to the description so far; forgets it.
	 * @return the reports
	 */
	public List<String> takeViolations() {
		List<String> taken = List.copyOf(this.violations);
		this.violations.clear();
		return taken;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
		if (!this.violations.isEmpty()) {
			throw new AssertionError(
					"Not as the API description says:\n" + String.join("\n", new LinkedHashSet<>(this.violations)));
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		Call call = new Call(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
				exchange.getRequestURI().getRawQuery(), exchange.getRequestHeaders(), body);
		this.calls.add(call);
		Answer answer = this.answers.poll();
		if (answer == null) {
			this.violations.add("Nobody told how to answer " + call);
			respond(exchange, 500, "{}");
			return;
		}
		if (this.description != null) {
			report(this.description.check(request(call)), call);
		}
		answer.to(exchange);
	}

	private void respond(HttpExchange exchange, int status, String body, String... headers) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		if (!body.isEmpty()) {
			exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
		}
		for (int i = 0; i < headers.length; i += 2) {
			exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
		}
		if (this.description != null && status < 300) {
			Call last = this.calls.get(this.calls.size() - 1);
			SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
			response = body.isEmpty() ? response : response.withContentType("application/json").withBody(body);
			report(this.description.check(last.method(), last.path(), response.build()), last);
		}
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	private void report(List<String> violations, Call call) {
		violations.forEach((violation) -> this.violations.add(call.method() + " " + call.path() + ": " + violation));
	}

	private static SimpleRequest request(Call call) {
		SimpleRequest.Builder request = new SimpleRequest.Builder(call.method(), call.path());
		call.headers().forEach(request::withHeader);
		call.queryParameters().forEach(request::withQueryParam);
		return (call.body().isEmpty() ? request : request.withBody(call.body())).build();
	}

	/** What to do with a request. */
	@FunctionalInterface
	public interface Answer {

		/**
		 * Answers, or does not.
		 * @param exchange the request that was read, and the way back
		 * @throws IOException when the way back is cut
		 */
		void to(HttpExchange exchange) throws IOException;

	}

	/**
	 * A request as it came over the wire.
	 *
	 * @param method the method
	 * @param path the path, still encoded
	 * @param query the query, still encoded
	 * @param headers the headers
	 * @param body the body
	 */
	public record Call(String method, String path, @Nullable String query, Headers headers, String body) {

		/**
		 * A header.
		 * @param name its name
		 * @return its first value
		 */
		public @Nullable String header(String name) {
			return this.headers.getFirst(name);
		}

		/**
		 * The decoded query.
		 * @return names and values
		 */
		public Map<String, List<String>> queryParameters() {
			Map<String, List<String>> parameters = new LinkedHashMap<>();
			if (this.query != null) {
				Arrays.stream(this.query.split("&")).map((pair) -> pair.split("=", 2)).forEach((pair) -> {
					String value = (pair.length == 2) ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "";
					parameters
						.computeIfAbsent(URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
								(name) -> new ArrayList<>())
						.add(value);
				});
			}
			return parameters;
		}

		/**
		 * A parameter of the query.
		 * @param name its name
		 * @return its decoded values
		 */
		public List<String> parameter(String name) {
			return queryParameters().getOrDefault(name, List.of());
		}

		@Override
		public String toString() {
			return this.method + " " + this.path + ((this.query != null) ? "?" + this.query : "");
		}

	}

}
