package io.github.githubjirasync.webhook;

import io.github.githubjirasync.sync.Origin;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receives GitHub's deliveries. Takes the bare request, since the signature covers the
 * raw bytes.
 */
@RestController
final class GitHubWebhookController {

	static final String SIGNATURE_HEADER = "X-Hub-Signature-256";

	private final SignatureCheck signatures;

	private final BodyReader bodies;

	private final GitHubPayloadReader payloads;

	private final DeliveryDesk desk;

	GitHubWebhookController(WebhookProperties properties, BodyReader bodies, GitHubPayloadReader payloads,
			DeliveryDesk desk) {
		this.signatures = new SignatureCheck(Origin.GITHUB, SIGNATURE_HEADER, properties.github().secrets());
		this.bodies = bodies;
		this.payloads = payloads;
		this.desk = desk;
	}

	@PostMapping(path = "/webhooks/github",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE })
	ResponseEntity<Answer> receive(HttpServletRequest request) {
		byte[] claimed = this.signatures.claimed(request);
		byte[] body = this.bodies.read(Origin.GITHUB, request);
		this.signatures.verify(claimed, body);
		return this.desk.take(Origin.GITHUB, Headers.single(request, "X-GitHub-Delivery"), body, () -> this.payloads
			.read(Headers.single(request, "X-GitHub-Event"), isForm(request.getContentType()), body));
	}

	private static boolean isForm(@Nullable String contentType) {
		return contentType != null
				&& MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(MediaType.parseMediaType(contentType));
	}

}
