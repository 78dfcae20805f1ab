package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.githubjirasync.testing.Cases;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that gives the answers it was told, in their order, and keeps what it
 * was asked. With a vendor's API description it holds every request and every answer to
 * that description; {@link #close()} fails on what did not conform.
 */
public final class StubUpstream implements AutoCloseable {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** Parsing a description takes seconds. */
	private static final Map<String, Validators> VALIDATORS = new ConcurrentHashMap<>();

	static {
		// It tells at every request that it does not know OAuth 2.
		((Logger) LoggerFactory.getLogger("com.atlassian.oai.validator")).setLevel(Level.WARN);
	}

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final List<String> violations = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final @Nullable Validators validators;

	private StubUpstream(@Nullable Validators validators) {
		this.validators = validators;
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
		return new StubUpstream(VALIDATORS.computeIfAbsent(description, StubUpstream::validators));
	}

	/**
	 * An example out of an API description.
	 * @param description the file's name in the cases' folder {@code openapi}
	 * @param name the example's name
	 * @return its value
	 */
	public static JsonNode example(String description, String name) {
		try {
			return JSON.readTree(read(description)).at("/components/examples/" + name + "/value");
		}
		catch (IOException ex) {
			throw new IllegalStateException("No JSON: " + description, ex);
		}
	}

	/**
	 * Holds one request that somebody else received to an API description.
	 * @param description the file's name in the cases' folder {@code openapi}
	 * @param method the method
	 * @param path the path
	 * @param query the decoded query
	 * @param body JSON, or empty
	 * @return what does not conform
	 */
	public static List<String> violations(String description, String method, String path, Map<String, String> query,
			String body) {
		SimpleRequest.Builder request = new SimpleRequest.Builder(method, path).withHeader("Authorization", "any");
		query.forEach(request::withQueryParam);
		if (!body.isEmpty()) {
			request.withContentType("application/json").withBody(body);
		}
		return VALIDATORS.computeIfAbsent(description, StubUpstream::validators)
			.requests()
			.validateRequest(request.build())
			.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.map((message) -> method + " " + path + ": " + message)
			.toList();
	}

	private static Validators validators(String description) {
		String document = repaired(description);
		return new Validators(
				OpenApiInteractionValidator.createForInlineApiSpecification(document)
					.withLevelResolver(LevelResolver.create()
						// A parameter that the description does not have is an error, not
						// a warning.
						.withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.ERROR)
						// GitHub asks for application/vnd.github+json, and answers plain
						// JSON.
						.withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE)
						.build())
					.build(),
				OpenApiInteractionValidator.createForInlineApiSpecification(document)
					.withLevelResolver(LevelResolver.create()
						// Both vendors add fields to answers at any time.
						.withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
						// Jira's timestamps are not RFC 3339, which its description
						// claims.
						.withLevel("validation.response.body.schema.format.date-time", ValidationReport.Level.IGNORE)
						// Jira describes "no content" answers with an empty schema.
						.withLevel("validation.response.body.missing", ValidationReport.Level.IGNORE)
						.build())
					.build());
	}

	/**
	 * Says in other words what the validator does not understand: GitHub's discriminator
	 * of users names an optional property, and {@code enum: [null]} stands for
	 * {@code nullable}.
	 */
	private static String repaired(String description) {
		try {
			JsonNode document = JSON.readTree(read(description));
			document.findParents("discriminator").forEach((parent) -> ((ObjectNode) parent).remove("discriminator"));
			for (String choice : List.of("anyOf", "oneOf")) {
				document.findParents(choice).forEach((parent) -> nullable((ObjectNode) parent, choice));
			}
			return document.toString();
		}
		catch (IOException ex) {
			throw new IllegalStateException("No JSON: " + description, ex);
		}
	}

	private static void nullable(ObjectNode parent, String choice) {
		JsonNode onlyNull = JSON.createObjectNode().set("enum", JSON.createArrayNode().addNull());
		ArrayNode alternatives = (ArrayNode) parent.get(choice);
		int before = alternatives.size();
		alternatives.removeIf(onlyNull::equals);
		if (alternatives.size() < before && alternatives.get(0) instanceof ObjectNode first) {
			first.put("nullable", true);
			if (alternatives.size() == 1) {
				parent.remove(choice);
				parent.setAll(first);
			}
		}
	}

	private static String read(String description) {
		try {
			return Files.readString(Cases.dir().resolve("openapi").resolve(description));
		}
		catch (IOException ex) {
			throw new IllegalStateException("No description " + description, ex);
		}
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
		if (this.validators != null) {
			report(this.validators.requests().validateRequest(request(call)), call);
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
		if (this.validators != null && status < 300) {
			Call last = this.calls.get(this.calls.size() - 1);
			SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
			response = body.isEmpty() ? response : response.withContentType("application/json").withBody(body);
			report(this.validators.answers()
				.validateResponse(last.path(), Request.Method.valueOf(last.method()), response.build()), last);
		}
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	private void report(ValidationReport report, Call call) {
		report.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.map((message) -> call.method() + " " + call.path() + ": " + message)
			.forEach(this.violations::add);
	}

	private static SimpleRequest request(Call call) {
		SimpleRequest.Builder request = new SimpleRequest.Builder(call.method(), call.path());
		call.headers().forEach(request::withHeader);
		call.queryParameters().forEach(request::withQueryParam);
		return (call.body().isEmpty() ? request : request.withBody(call.body())).build();
	}

	/**
	 * Requests must not hold more than is described; answers may.
	 *
	 * @param requests checks requests
	 * @param answers checks answers
	 */
	private record Validators(OpenApiInteractionValidator requests, OpenApiInteractionValidator answers) {
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
