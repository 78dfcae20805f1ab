package io.github.githubjirasync.sync.job;

import org.jspecify.annotations.Nullable;

/**
 * A stored job cannot be run by this instance.
 */
sealed class UnreadableJobException extends RuntimeException permits NewerJobException {

	UnreadableJobException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
