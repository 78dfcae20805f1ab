package io.github.githubjirasync.ops;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.Job;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the API shows it.
 *
 * @param id the id of the job
 * @param lane its lane
 * @param kind what it is
 * @param priority 1, 2 or 3
 * @param deliveries the deliveries that it stands for, oldest first
 * @param attempts how many attempts were made
 * @param maxAttempts how many it had
 * @param enqueuedAt when it was enqueued
 * @param diedAt when it became a dead letter
 * @param cause why it died
 * @param failures why each attempt failed, oldest first; only where one is looked at
 * @param payload the work, as text; only where one is looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterView(String id, String lane, String kind, int priority, List<String> deliveries, int attempts,
		int maxAttempts, Instant enqueuedAt, Instant diedAt, @Nullable String cause,
		@Nullable List<DeadLetter.Failure> failures, @Nullable String payload) {

	/**
	 * A line of a list.
	 * @param letter the dead letter
	 * @return without what makes it long
	 */
	static DeadLetterView line(DeadLetter letter) {
		return of(letter, null, null);
	}

	/**
	 * All of it.
	 * @param letter the dead letter
	 * @return with its failures and its payload
	 */
	static DeadLetterView whole(DeadLetter letter) {
		return of(letter, letter.failures(), letter.job().payload());
	}

	private static DeadLetterView of(DeadLetter letter, @Nullable List<DeadLetter.Failure> failures,
			@Nullable String payload) {
		Job job = letter.job();
		String cause = letter.failures().isEmpty() ? null : letter.failures().get(letter.failures().size() - 1).cause();
		return new DeadLetterView(job.id(), job.lane(), job.kind(), job.priority().number(), job.deliveries(),
				job.attempt(), job.retry().attempts(), job.enqueuedAt(), letter.diedAt(), cause, failures, payload);
	}

}
