package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.githubjirasync.sandbox.Call;
import io.github.githubjirasync.testing.Cases;
import io.github.githubjirasync.upstream.ApiDescription;
import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Holds the calls of the service to what the vendors publish about their APIs: GitHub's
 * and Jira's OpenAPI descriptions, and Atlassian's schema of ADF documents. Without the
 * cases nothing is checked.
 */
final class VendorCheck {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final @Nullable JsonSchema ADF = schema();

	/** What the cases leave out of the descriptions. */
	private static final Pattern UNDESCRIBED = Pattern
		.compile("matches request '(/rest/api/3/user/assignable/search|/rest/api/3/mypermissions"
				+ "|/search/users|/repos/[^/]+/[^/]+/pulls/\\d+"
				+ "|/app/installations|/repos/[^/]+/[^/]+/installation)'"
				+ "|POST operation not allowed on path '/rest/api/3/issue/bulkfetch'");

	private VendorCheck() {
	}

	static List<String> violations(List<Call> calls) {
		List<String> violations = new ArrayList<>();
		if (ADF != null) {
			for (Call call : calls) {
				boolean github = call.upstream() == Upstream.GITHUB;
				violations.addAll(ApiDescription
					.violations(github ? "github-issues.openapi.json" : "jira-v3-issues.openapi.json", call.method(),
							github ? call.path() : "/rest/api/3" + call.path(), call.query(),
							call.headers().getOrDefault("content-type", "application/json"), call.body())
					.stream()
					.filter((violation) -> !UNDESCRIBED.matcher(violation).find())
					.toList());
				documents(call).forEach((document) -> ADF.validate(document)
					.forEach((violation) -> violations.add(call.method() + " " + call.path() + ": " + violation)));
			}
		}
		return violations;
	}

	private static List<JsonNode> documents(Call call) {
		if (call.upstream() != Upstream.JIRA || call.body().isEmpty() || call.path().endsWith("/attachments")) {
			return List.of();
		}
		try {
			JsonNode body = JSON.readTree(call.body());
			return List.of(body.at("/fields/description"), body.path("body"))
				.stream()
				.filter(JsonNode::isObject)
				.toList();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("Not JSON: " + call.body(), ex);
		}
	}

	private static @Nullable JsonSchema schema() {
		Path file;
		try {
			file = Cases.dir().resolve("adf/full.json");
		}
		catch (TestAbortedException ex) {
			return null;
		}
		try (InputStream in = Files.newInputStream(file)) {
			return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
