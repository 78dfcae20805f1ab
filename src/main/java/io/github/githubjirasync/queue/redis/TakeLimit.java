package io.github.githubjirasync.queue.redis;

/**
 * What bounds a take beside the number of jobs.
 *
 * @param spacingMicros the partition's own rate limit: microseconds between two jobs, 0
 * for none
 * @param burst how many of them may start at once
 * @param lastPlace only jobs at or before this place are taken
 * @param untilMicros only until this time by the partition's clock, 0 for no such end
 */
record TakeLimit(long spacingMicros, int burst, long lastPlace, long untilMicros) {

	/** Before the places of jobs that wait behind others of their lane. */
	static final long ANY_PLACE = 3_999_999_999_999_999L;

	static TakeLimit spaced(long spacingMicros, int burst) {
		return new TakeLimit(spacingMicros, burst, ANY_PLACE, 0);
	}

}
