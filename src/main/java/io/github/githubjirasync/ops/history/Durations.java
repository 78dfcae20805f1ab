package io.github.githubjirasync.ops.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of durations in a few fixed ranges, of which percentiles can be told roughly:
 * each range is at most 2.5 times as long as the one before. Safe for use by many
 * threads.
 */
final class Durations {

	/** The upper ends of the ranges. */
	static final long[] BOUNDS_MILLIS = { 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 60_000 };

	private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MILLIS.length + 1);

	void add(long millis) {
		int range = 0;
		while (range < BOUNDS_MILLIS.length && millis > BOUNDS_MILLIS[range]) {
			range++;
		}
		this.counts.incrementAndGet(range);
	}

	List<Long> counts() {
		List<Long> copy = new ArrayList<>();
		for (int i = 0; i < this.counts.length(); i++) {
			copy.add(this.counts.get(i));
		}
		return copy;
	}

	/**
	 * The duration that a share of the attempts did not exceed, interpolated within its
	 * range.
	 * @param counts as {@link #counts()} gives them
	 * @param share 0 to 1
	 * @return milliseconds; 0 if there were no attempts
	 */
	static double percentile(long[] counts, double share) {
		long all = 0;
		for (long count : counts) {
			all += count;
		}
		double wanted = share * all;
		double seen = 0;
		for (int i = 0; i < counts.length && all > 0; i++) {
			if (counts[i] > 0 && seen + counts[i] >= wanted) {
				double from = (i == 0) ? 0 : BOUNDS_MILLIS[i - 1];
				double to = (i < BOUNDS_MILLIS.length) ? BOUNDS_MILLIS[i] : BOUNDS_MILLIS[i - 1];
				return from + (to - from) * (wanted - seen) / counts[i];
			}
			seen += counts[i];
		}
		return 0;
	}

}
