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

	private final FanOut all;

	private final RetryPolicy retry;

	RedisJobLookup(List<PartitionScripts> partitions, FanOut all, RetryPolicy retry) {
		this.all = all;
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
		return (partition < this.partitions.size()) ? record(this.partitions.get(partition).lookUp(jobId))
				: Optional.empty();
	}

	@Override
	public Optional<JobRecord> findByDelivery(String deliveryId) {
		List<JobRecord> found = this.all.askEach((partition) -> record(partition.lookUpDelivery(deliveryId)))
			.values()
			.stream()
			.flatMap(Optional::stream)
			.toList();
		return found.stream()
			.filter((each) -> !each.outcome().startsWith(Homes.MOVED))
			.findFirst()
			.or(() -> found.stream().findFirst());
	}

	/** The answer of the look-up script, which is empty if there is no such job. */
	private Optional<JobRecord> record(List<?> answer) {
		if (answer.isEmpty()) {
			return Optional.empty();
		}
		Job job = RedisJob.job(text(answer.get(0)), (byte[]) answer.get(3), number(answer.get(4)), text(answer.get(7)),
				this.retry);
		JobState state = JobState.valueOf(text(answer.get(1)).toUpperCase(Locale.ROOT));
		Instant since = (state == JobState.WAITING) ? job.enqueuedAt() : Instant.ofEpochMilli(number(answer.get(2)));
		return Optional.of(new JobRecord(job, state, since, text(answer.get(8)), number(answer.get(5)),
				RedisJob.failures(text(answer.get(6)))));
	}

}
