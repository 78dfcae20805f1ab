package io.github.githubjirasync.worker;

import java.util.concurrent.TimeUnit;

/**
 * How long jobs took of late. Safe for use by many threads; a lost update does no harm.
 */
final class JobPace {

	/** What is taken ahead should keep the threads busy for as long as Redis may take. */
	private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private static final int MOST_AHEAD = 23;

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

	/**
	 * How many jobs a thread may have waiting for it: as many as it runs in 2 ms, at most
	 * 23; none where jobs take longer than that.
	 */
	int ahead() {
		return (int) Math.min(MOST_AHEAD, AHEAD_NANOS / Math.max(1, this.average));
	}

}
