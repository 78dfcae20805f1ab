package io.github.githubjirasync.queue;

import org.jspecify.annotations.Nullable;

/**
 * The queue's store cannot be reached or refuses writes; whether the call took effect is
 * not known. Enqueuing the same delivery again is safe.
 */
public class QueueUnavailableException extends RuntimeException {

	public QueueUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
