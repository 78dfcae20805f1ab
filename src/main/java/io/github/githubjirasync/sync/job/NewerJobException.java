package io.github.githubjirasync.sync.job;

/**
 * A stored job comes from a newer release, of which an instance runs beside this one.
 */
final class NewerJobException extends UnreadableJobException {

	NewerJobException(String message) {
		super(message, null);
	}

}
