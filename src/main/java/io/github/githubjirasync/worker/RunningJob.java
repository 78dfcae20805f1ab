package io.github.githubjirasync.worker;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A job that a worker holds, and the thread that makes the attempt while one does. Safe
 * for use by many threads.
 */
final class RunningJob {

	private volatile @Nullable Thread thread;

	private volatile long since;

	private volatile boolean overdue;

	private volatile boolean lost;

	/** The attempt begins on this thread. */
	void begin() {
		this.since = System.nanoTime();
		this.thread = Thread.currentThread();
	}

	void end() {
		this.thread = null;
	}

	/**
	 * Interrupts the attempt if one is being made.
	 * @return whether there is one
	 */
	boolean interrupt() {
		Thread running = this.thread;
		if (running != null) {
			running.interrupt();
		}
		return running != null;
	}

	/**
	 * Its lease is lost, so an attempt is interrupted, and one that has not begun is not
	 * made.
	 * @return whether an attempt was being made
	 */
	boolean lose() {
		this.lost = true;
		return interrupt();
	}

	boolean isLost() {
		return this.lost;
	}

	/**
	 * Interrupts the attempt, once, if it takes too long: one that hangs would hold its
	 * lane for ever, since its lease is extended.
	 * @param limit how long it may take
	 * @return whether it was interrupted now
	 */
	boolean interruptIfOver(Duration limit) {
		if (this.thread == null || this.overdue || System.nanoTime() - this.since <= limit.toNanos()) {
			return false;
		}
		this.overdue = true;
		return interrupt();
	}

	/** Whether it was interrupted because it took too long. */
	boolean isOverdue() {
		return this.overdue;
	}

}
