package io.github.githubjirasync.webhook;

import io.github.githubjirasync.sync.Origin;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receives Jira's deliveries: signed ones, and those of a Jira that cannot sign, under a
 * URL that holds a secret.
 */
@RestController
final class JiraWebhookController {

	static final String SIGNATURE_HEADER = "X-Hub-Signature";

	private final SignatureCheck signatures;

	private final UrlSecretCheck urlSecrets;

	private final BodyReader bodies;

	private final JiraPayloadReader payloads;

	private final DeliveryDesk desk;

	JiraWebhookController(WebhookProperties properties, BodyReader bodies, JiraPayloadReader payloads,
			DeliveryDesk desk) {
		this.signatures = new SignatureCheck(Origin.JIRA, SIGNATURE_HEADER, properties.jira().secrets());
		this.urlSecrets = new UrlSecretCheck(properties.jira().urlSecrets());
		this.bodies = bodies;
		this.payloads = payloads;
		this.desk = desk;
	}

	@PostMapping(path = "/webhooks/jira", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Answer> receiveSigned(HttpServletRequest request) {
		byte[] claimed = this.signatures.claimed(request);
		byte[] body = this.bodies.read(Origin.JIRA, request);
		this.signatures.verify(claimed, body);
		return take(request, body);
	}

	@PostMapping(path = "/webhooks/jira/{secret}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Answer> receiveUnsigned(@PathVariable String secret, HttpServletRequest request) {
		this.urlSecrets.verify(secret);
		return take(request, this.bodies.read(Origin.JIRA, request));
	}

	private ResponseEntity<Answer> take(HttpServletRequest request, byte[] body) {
		return this.desk.take(Origin.JIRA, Headers.single(request, "X-Atlassian-Webhook-Identifier"), body,
				() -> this.payloads.read(body));
	}

}
