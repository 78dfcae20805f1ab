package io.github.githubjirasync.queue;

import java.time.Duration;

/**
 * How often a job is attempted and how long it rests in between.
 *
 * @param attempts the most attempts, 1 to 100
 * @param backoff the delay before each further attempt
 */
public record RetryPolicy(int attempts, Backoff backoff) {

	/** Three attempts, 2 s and 4 s apart, more or less a tenth. */
	public static final RetryPolicy DEFAULT = new RetryPolicy(3,
			new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10), 0.1));

	private static final int MAX_ATTEMPTS = 100;

	public RetryPolicy {
		if (attempts < 1 || attempts > MAX_ATTEMPTS) {
			throw new IllegalArgumentException("A job has 1 to 100 attempts, got " + attempts);
		}
	}

}
