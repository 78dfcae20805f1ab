package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueProperties;

import org.springframework.data.redis.connection.zset.Tuple;

import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * The dead letters in Redis.
 */
final class RedisDeadLetters implements DeadLetters {

	private static final int MOST = 500;

	private final ScriptRunner scripts;

	private final List<PartitionScripts> partitions;

	private final FanOut all;

	private final RedisJobLookup lookup;

	private final QueueProperties properties;

	RedisDeadLetters(ScriptRunner scripts, List<PartitionScripts> partitions, FanOut all, RedisJobLookup lookup,
			QueueProperties properties) {
		this.scripts = scripts;
		this.partitions = List.copyOf(partitions);
		this.all = all;
		this.lookup = lookup;
		this.properties = properties;
	}

	@Override
	public List<DeadLetter> list(long offset, int limit) {
		if (offset < 0 || limit < 1 || limit > MOST) {
			throw new IllegalArgumentException("A page has an offset from 0 and 1 to 500 entries");
		}
		List<Tuple> newest = new ArrayList<>();
		this.all.ask((partition) -> newest(partition.partition(), offset + limit)).values().forEach(newest::addAll);
		newest.sort(Comparator.comparing(Tuple::getScore).reversed());
		return newest.stream()
			.skip(offset)
			.limit(limit)
			.flatMap((entry) -> find(text(entry.getValue())).stream())
			.toList();
	}

	private Set<Tuple> newest(Partition partition, long count) {
		byte[] key = partition.key("dead");
		return this.scripts.with((connection) -> Objects
			.requireNonNull(connection.zSetCommands().zRevRangeWithScores(key, 0, count - 1)));
	}

	@Override
	public Optional<DeadLetter> find(String jobId) {
		return this.lookup.find(jobId)
			.filter((found) -> found.state() == JobState.DEAD)
			.map((found) -> new DeadLetter(lastAttempt(found), found.since(), found.failures()));
	}

	/** The look-up names the next attempt, which a dead letter does not have. */
	private static Job lastAttempt(JobRecord found) {
		Job job = found.job();
		return new Job(job.id(), job.lane(), job.kind(), job.priority(), job.payload(), job.deliveries(),
				job.enqueuedAt(), Math.max(1, job.attempt() - 1), job.retry());
	}

	@Override
	public boolean replay(String jobId) {
		return find(jobId)
			.map((dead) -> partition(jobId).replay(jobId, this.properties.offsetMicros(dead.job().priority())))
			.orElse(false);
	}

	@Override
	public boolean discard(String jobId) {
		return find(jobId).map((dead) -> partition(jobId).discard(jobId)).orElse(false);
	}

	/** Only called with ids of dead letters that were found. */
	private PartitionScripts partition(String jobId) {
		return this.partitions.get(Partition.ofJobId(jobId).index());
	}

}
