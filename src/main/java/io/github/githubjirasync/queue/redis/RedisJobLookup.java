package io.github.githubjirasync.queue.redis;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.RetryPolicy;

import static io.github.githubjirasync.queue.redis.RedisJob.number;
import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * Finds jobs in Redis.
 */
final class RedisJobLookup implements JobLookup {

	private final List<PartitionScripts> partitions;

	private final RetryPolicy retry;

	RedisJobLookup(List<PartitionScripts> partitions, RetryPolicy retry) {
		this.partitions = List.copyOf(partitions);
		this.retry = retry;
	}

	@Override
	public Optional<JobRecord> find(String jobId) {
		int partition;
		try {
			partition = Partition.ofJobId(jobId).index();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
		return (partition < this.partitions.size()) ? record(this.partitions.get(partition).lookUp(jobId, ""))
				: Optional.empty();
	}

	@Override
	public Optional<JobRecord> findByDelivery(String deliveryId) {
		return this.partitions.stream()
			.flatMap((partition) -> record(partition.lookUp("", deliveryId)).stream())
			.findFirst();
	}

	/** The answer of the look-up script, which is empty if there is no such job. */
	private Optional<JobRecord> record(List<?> answer) {
		if (answer.isEmpty()) {
			return Optional.empty();
		}
		RedisJob stored = RedisJob.parse(text(answer.get(3)), this.retry);
		Job job = stored.toJob(text(answer.get(0)), (byte[]) answer.get(4), number(answer.get(6)), text(answer.get(9)));
		JobState state = JobState.valueOf(text(answer.get(1)).toUpperCase(Locale.ROOT));
		Instant since = (state == JobState.WAITING) ? job.enqueuedAt() : Instant.ofEpochMilli(number(answer.get(2)));
		return Optional.of(new JobRecord(job, state, since, text(answer.get(10)), number(answer.get(5)),
				number(answer.get(7)), RedisJob.failures(text(answer.get(8)))));
	}

}
