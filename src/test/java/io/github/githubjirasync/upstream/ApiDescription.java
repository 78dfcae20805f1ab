package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.testing.Cases;
import org.slf4j.LoggerFactory;

/**
 * A vendor's own description of its API, out of the cases' folder {@code openapi}, and
 * what it says of a request or an answer. Requests must not hold more than is described;
 * answers may.
 */
public final class ApiDescription {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** Parsing a description takes seconds. */
	private static final Map<String, ApiDescription> KNOWN = new ConcurrentHashMap<>();

	static {
		// It tells at every request that it does not know OAuth 2.
		((Logger) LoggerFactory.getLogger("com.atlassian.oai.validator")).setLevel(Level.WARN);
	}

	private final OpenApiInteractionValidator requests;

	private final OpenApiInteractionValidator answers;

	private ApiDescription(OpenApiInteractionValidator requests, OpenApiInteractionValidator answers) {
		this.requests = requests;
		this.answers = answers;
	}

	/**
	 * The description in a file.
	 * @param file its name
	 * @return the description, parsed once for all tests
	 */
	static ApiDescription named(String file) {
		return KNOWN.computeIfAbsent(file, ApiDescription::parse);
	}

	/** What of a request does not conform. */
	List<String> check(Request request) {
		return errors(this.requests.validateRequest(request));
	}

	/** What of the answer to a request does not conform. */
	List<String> check(String method, String path, Response answer) {
		return errors(this.answers.validateResponse(path, Request.Method.valueOf(method), answer));
	}

	private static List<String> errors(ValidationReport report) {
		return report.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.map(Object::toString)
			.toList();
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
		return violations(description, method, path, query, "application/json", body);
	}

	/**
	 * How a call differs from what a vendor describes, whatever the type of its body.
	 * @param description the file's name in the cases' folder {@code openapi}
	 * @param method the method
	 * @param path the path
	 * @param query the query
	 * @param contentType the type of the body
	 * @param body the body
	 * @return the reports
	 */
	public static List<String> violations(String description, String method, String path, Map<String, String> query,
			String contentType, String body) {
		SimpleRequest.Builder request = new SimpleRequest.Builder(method, path).withHeader("Authorization", "any");
		query.forEach(request::withQueryParam);
		if (!body.isEmpty()) {
			request.withContentType(contentType).withBody(body);
		}
		return named(description).check(request.build())
			.stream()
			.map((violation) -> method + " " + path + ": " + violation)
			.toList();
	}

	private static ApiDescription parse(String file) {
		String document = repaired(file);
		return new ApiDescription(
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

}
