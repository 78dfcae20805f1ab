package io.github.githubjirasync.webhook;

import io.github.githubjirasync.sync.Origin;

import org.springframework.http.HttpStatus;

/**
 * A POST that is not taken as a delivery; nothing of it is kept. Its message is one of a
 * few fixed words and is sent to the caller.
 */
final class RefusedException extends RuntimeException {

	private final Origin origin;

	private final HttpStatus status;

	private RefusedException(Origin origin, HttpStatus status, String reason) {
		// No stack trace: anybody can cause this, as often as they like.
		super(reason, null, false, false);
		this.origin = origin;
		this.status = status;
	}

	static RefusedException unauthorized(Origin origin) {
		// The same answer whatever is wrong, so that it teaches nobody how to sign.
		return new RefusedException(origin, HttpStatus.UNAUTHORIZED, "signature");
	}

	static RefusedException tooLarge(Origin origin) {
		return new RefusedException(origin, HttpStatus.PAYLOAD_TOO_LARGE, "body-too-large");
	}

	static RefusedException incomplete(Origin origin) {
		// Jira delivers again after a 408, and not after a 400.
		return new RefusedException(origin, HttpStatus.REQUEST_TIMEOUT, "body-incomplete");
	}

	Origin origin() {
		return this.origin;
	}

	HttpStatus status() {
		return this.status;
	}

	String reason() {
		return String.valueOf(getMessage());
	}

}
