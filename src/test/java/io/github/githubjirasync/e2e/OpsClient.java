package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client of the API for operators that has read its description: each call and each
 * answer must be as it says.
 */
final class OpsClient {

	static final String VIEWER = "viewer:viewer";

	static final String OPERATOR = "operator:operator";

	private static final ObjectMapper JSON = new ObjectMapper();

	private final String url;

	private final String description;

	private final OpenApiInteractionValidator validator;

	OpsClient(String url) {
		this.url = url;
		HttpResponse<String> response = Http.get(url + "/ops/v1/openapi", VIEWER);
		assertThat(response.statusCode()).isEqualTo(200);
		this.description = response.body();
		this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(this.description)
			.withLevelResolver(LevelResolver.create()
				.withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
				.build())
			.build();
	}

	/** What the service says of its API. */
	String description() {
		return this.description;
	}

	JsonNode get(String path, String... query) {
		return call("GET", path, null, 200, query);
	}

	JsonNode post(String path, @Nullable Object body, int status) {
		return call("POST", path, body, status);
	}

	void delete(String path, int status) {
		call("DELETE", path, null, status);
	}

	/** A call that ends in a problem, which must be told as one. */
	String problem(String method, String path, @Nullable Object body, int status, String... query) {
		JsonNode problem = call(method, path, body, status, query);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		return problem.path("detail").asText();
	}

	private JsonNode call(String method, String path, @Nullable Object body, int status, String... query) {
		StringBuilder parameters = new StringBuilder();
		SimpleRequest.Builder request = new SimpleRequest.Builder(method, path).withHeader("Authorization", "Basic x");
		for (int i = 0; i < query.length; i += 2) {
			parameters.append((i == 0) ? '?' : '&')
				.append(query[i])
				.append('=')
				.append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
			request.withQueryParam(query[i], query[i + 1]);
		}
		byte[] bytes = new byte[0];
		Map<String, String> headers = Map.of();
		if (body != null) {
			bytes = json(body);
			headers = Map.of("Content-Type", "application/json");
			request.withContentType("application/json").withBody(bytes);
		}
		HttpResponse<String> response = Http.send(method, this.url + path + parameters, OPERATOR, headers, bytes);
		assertThat(response.statusCode()).as(method + " " + path + ": " + response.body()).isEqualTo(status);
		if (status < 400) {
			assertNone(this.validator.validateRequest(request.build()));
		}
		SimpleResponse.Builder answer = SimpleResponse.Builder.status(status);
		response.headers().firstValue("Content-Type").ifPresent(answer::withContentType);
		if (!response.body().isEmpty()) {
			answer.withBody(response.body());
		}
		assertNone(this.validator.validateResponse(path, Request.Method.valueOf(method), answer.build()));
		return read(response.body());
	}

	private static void assertNone(ValidationReport report) {
		List<String> errors = report.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.map(Object::toString)
			.toList();
		assertThat(errors).isEmpty();
	}

	private static byte[] json(Object body) {
		try {
			return JSON.writeValueAsBytes(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static JsonNode read(String json) {
		try {
			return JSON.readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
