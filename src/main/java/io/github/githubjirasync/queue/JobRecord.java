package io.github.githubjirasync.queue;

import java.time.Instant;
import java.util.List;

/**
 * Everything that is known of a job, in whatever state it is.
 *
 * @param job the job; its attempt is the one that runs, or the next one
 * @param state its state
 * @param since what the state's time is: due (delayed), expiry of the lease (active),
 * time of completion or of death; the time of enqueue for a waiting one
 * @param outcome what came of it, or why it is delayed; perhaps empty
 * @param leases how often it was leased
 * @param crashes how often its lease expired
 * @param failures why attempts failed, oldest first
 */
public record JobRecord(Job job, JobState state, Instant since, String outcome, long leases, long crashes,
		List<DeadLetter.Failure> failures) {

	public JobRecord {
		failures = List.copyOf(failures);
	}

}
