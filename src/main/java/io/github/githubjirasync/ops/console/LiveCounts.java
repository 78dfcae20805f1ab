package io.github.githubjirasync.ops.console;

import java.time.Duration;

import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The queue's counts, read at most once in half a second, however many pages ask. Safe
 * for use by many threads.
 */
final class LiveCounts {

	private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();

	private final JobQueue queue;

	private @Nullable QueueCounts counts;

	private long readAt;

	LiveCounts(JobQueue queue) {
		this.queue = queue;
	}

	/** The counts, or {@code null} while the queue's store is away. */
	synchronized @Nullable QueueCounts read() {
		long now = System.nanoTime();
		if (this.readAt == 0 || now - this.readAt > FRESH_NANOS) {
			try {
				this.counts = this.queue.counts();
			}
			catch (QueueUnavailableException ex) {
				this.counts = null;
			}
			this.readAt = System.nanoTime();
		}
		return this.counts;
	}

}
