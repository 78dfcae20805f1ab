package io.github.githubjirasync.queue;

import java.time.Instant;
import java.util.List;

/**
 * A durable unit of work, as a handler sees it.
 *
 * @param id its id
 * @param lane its lane
 * @param kind what it is, a word from a small fixed set
 * @param priority its priority
 * @param payload the work
 * @param deliveries the ids of the deliveries that it stands for, oldest first
 * @param enqueuedAt when it was enqueued, by Redis's clock
 * @param attempt the number of this attempt, from 1
 * @param retry how often it is attempted, and when
 */
public record Job(String id, String lane, String kind, JobPriority priority, String payload, List<String> deliveries,
		Instant enqueuedAt, int attempt, RetryPolicy retry) {

	public Job {
		deliveries = List.copyOf(deliveries);
	}

}
