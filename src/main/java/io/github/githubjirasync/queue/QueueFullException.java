package io.github.githubjirasync.queue;

/**
 * The queue holds as many waiting jobs as it may; nothing was enqueued.
 */
public final class QueueFullException extends RuntimeException {

	public QueueFullException(String message) {
		super(message);
	}

}
