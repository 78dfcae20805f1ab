package io.github.githubjirasync.sync;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A delivery could not be stored now (Redis away, queue full); nothing of it was kept,
 * and the sender should try again.
 */
public final class IntakeUnavailableException extends RuntimeException {

	private final Duration retryAfter;

	public IntakeUnavailableException(String message, Duration retryAfter, @Nullable Throwable cause) {
		super(message, cause);
		this.retryAfter = retryAfter;
	}

	/**
	 * How long the sender should wait.
	 * @return a positive duration
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
