package io.github.githubjirasync.queue;

import java.time.Instant;
import java.util.List;

/**
 * A job that will not run again unaided.
 *
 * @param job the job, with the number of its last attempt
 * @param diedAt when it became a dead letter
 * @param failures why each attempt failed, oldest first; the last one is why it died
 */
public record DeadLetter(Job job, Instant diedAt, List<Failure> failures) {

	public DeadLetter {
		failures = List.copyOf(failures);
	}

	/**
	 * Why one attempt failed.
	 *
	 * @param attempt its number, from 1
	 * @param at when, by Redis's clock
	 * @param cause what failed, at most 2,000 characters
	 */
	public record Failure(int attempt, Instant at, String cause) {
	}

}
