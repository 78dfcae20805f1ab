package io.github.githubjirasync.webhook;

import io.github.githubjirasync.sync.IntakeUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers senders whose delivery was not taken. No exception's text reaches them.
 */
@RestControllerAdvice(assignableTypes = { GitHubWebhookController.class, JiraWebhookController.class })
final class WebhookExceptionHandler {

	private static final Logger LOGGER = LoggerFactory.getLogger(WebhookExceptionHandler.class);

	private final DeliveryMeters meters;

	WebhookExceptionHandler(DeliveryMeters meters) {
		this.meters = meters;
	}

	@ExceptionHandler
	ResponseEntity<Answer> refused(RefusedException ex) {
		this.meters.count(ex.origin(), DeliveryMeters.Result.REJECTED);
		LOGGER.debug("{} delivery rejected: {}", ex.origin(), ex.reason());
		return ResponseEntity.status(ex.status())
			.body(new Answer(DeliveryMeters.Result.REJECTED.word(), null, ex.reason()));
	}

	@ExceptionHandler
	ResponseEntity<Answer> unavailable(IntakeUnavailableException ex) {
		// Rounded up: 0 would ask the sender to hurry.
		long seconds = Math.max(1, ex.retryAfter().plusMillis(999).toSeconds());
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
			.body(new Answer(DeliveryMeters.Result.UNAVAILABLE.word(), null, null));
	}

	@ExceptionHandler
	ResponseEntity<Answer> failed(RuntimeException ex) {
		// The desk has logged it, with the delivery's id.
		return ResponseEntity.internalServerError()
			.body(new Answer(DeliveryMeters.Result.UNAVAILABLE.word(), null, "internal-error"));
	}

}
