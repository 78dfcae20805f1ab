package io.github.githubjirasync.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.github.githubjirasync.testing.Cases;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks calls and answers against the vendors' published descriptions of their APIs.
 */
final class VendorDescription {

	private final OpenApiInteractionValidator validator;

	private final String root;

	private VendorDescription(String file, String root, ValidationReport.Level unknownFields) {
		this.root = root;
		this.validator = OpenApiInteractionValidator
			.createForSpecificationUrl(Cases.dir().resolve("openapi").resolve(file).toUri().toString())
			.withLevelResolver(LevelResolver.create()
				// Jira writes +0000 where the description says RFC 3339.
				.withLevel("validation.response.body.schema.format.date-time", ValidationReport.Level.IGNORE)
				.withLevel("validation.schema.additionalProperties", unknownFields)
				.build())
			.build();
	}

	/**
	 * GitHub's. It joins schemas in a way that forbids every field if unknown ones are
	 * forbidden.
	 * @return the description
	 */
	static VendorDescription github() {
		return new VendorDescription("github-issues.openapi.json", "", ValidationReport.Level.IGNORE);
	}

	static VendorDescription jira() {
		return new VendorDescription("jira-v3-issues.openapi.json", "/rest/api/3", ValidationReport.Level.ERROR);
	}

	/**
	 * Fails unless both the call and its answer are as described.
	 * @param reply the answer
	 * @return the same
	 */
	SandboxClient.Reply check(SandboxClient.Reply reply) {
		int question = reply.path().indexOf('?');
		String path = (question < 0) ? reply.path() : reply.path().substring(0, question);
		SimpleRequest.Builder request = new SimpleRequest.Builder(reply.method(), this.root + path)
			.withHeader("Authorization", reply.authorization());
		if (!reply.sent().isEmpty()) {
			request.withContentType("application/json").withBody(reply.sent());
		}
		if (question >= 0) {
			Arrays.stream(reply.path().substring(question + 1).split("&")).forEach((pair) -> {
				String[] parts = pair.split("=", 2);
				request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
			});
		}
		SimpleResponse.Builder response = SimpleResponse.Builder.status(reply.status());
		if (reply.response().body().length > 0) {
			response.withContentType(reply.header("Content-Type")).withBody(reply.response().body());
		}
		ValidationReport report = this.validator.validate(request.build(), response.build());
		assertThat(report.getMessages()
			.stream()
			// Jira's description has a body of any kind at 204, and where it links
			// issues.
			.filter((message) -> reply.response().body().length > 0 || !List.of(201, 204).contains(reply.status())
					|| !message.getKey().equals("validation.response.body.missing"))
			.toList()).as(reply.method() + " " + reply.path() + " answered " + reply.status() + " " + reply.json())
			.isEmpty();
		return reply;
	}

}
