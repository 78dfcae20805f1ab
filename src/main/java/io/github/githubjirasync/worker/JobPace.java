package io.github.githubjirasync.worker;

import java.util.concurrent.TimeUnit;

/**
 * How long jobs took of late. Safe for use by many threads; a lost update does no harm.
 */
final class JobPace {

	private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	/** A job that took longer counts as if it had taken this long. */
	private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final int WEIGHT = 8;

	private volatile long average = LONGEST_NANOS;

	/**
	 * Notes a job. The newest counts an eighth, so after one of a second it takes some
	 * fifty short ones until jobs count as short again.
	 */
	void ran(long nanos) {
		long before = this.average;
		this.average = before + (Math.min(nanos, LONGEST_NANOS) - before) / WEIGHT;
	}

	/** Whether a job takes 2 ms at most, on average. */
	boolean isShort() {
		return this.average <= SHORT_NANOS;
	}

}
