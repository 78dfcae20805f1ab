package io.github.githubjirasync.sync.job;

import org.jspecify.annotations.Nullable;

/**
 * A stored job cannot be run by this instance.
 */
final class UnreadableJobException extends RuntimeException {

	UnreadableJobException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
