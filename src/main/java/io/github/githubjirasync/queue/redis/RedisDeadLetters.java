package io.github.githubjirasync.queue.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.QueueProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;

import static io.github.githubjirasync.queue.redis.ScriptRunner.bytes;
import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * The dead letters in Redis.
 */
final class RedisDeadLetters implements DeadLetters {

	private static final int MOST = 500;

	private final ScriptRunner scripts;

	private final QueueProperties properties;

	RedisDeadLetters(ScriptRunner scripts, QueueProperties properties) {
		this.scripts = scripts;
		this.properties = properties;
	}

	@Override
	public List<DeadLetter> list(long offset, int limit) {
		if (offset < 0 || limit < 1 || limit > MOST) {
			throw new IllegalArgumentException("A page has an offset from 0 and 1 to 500 entries");
		}
		List<DeadLetter> found = new ArrayList<>();
		IntStream.range(0, this.properties.partitions()).mapToObj(Partition::new).forEach((partition) -> {
			var newest = this.scripts.with((connection) -> Objects
				.requireNonNull(connection.zSetCommands().zRevRange(partition.key("dead"), 0, offset + limit - 1)));
			newest.forEach((id) -> find(text(id)).ifPresent(found::add));
		});
		found.sort(Comparator.comparing(DeadLetter::diedAt).reversed());
		return found.stream().skip(offset).limit(limit).toList();
	}

	@Override
	public Optional<DeadLetter> find(String jobId) {
		return partition(jobId).flatMap((partition) -> this.scripts.with((connection) -> {
			Double died = connection.zSetCommands().zScore(partition.key("dead"), bytes(jobId));
			return (died != null) ? Optional.ofNullable(read(connection, partition, jobId, died.longValue()))
					: Optional.<DeadLetter>empty();
		}));
	}

	private @Nullable DeadLetter read(RedisConnection connection, Partition partition, String jobId, long died) {
		List<byte[]> fields = Objects.requireNonNull(connection.hashCommands()
			.hMGet(partition.key("j:" + jobId), bytes("h"), bytes("d"), bytes("a"), bytes("x"), bytes("e")));
		if (fields.get(0) == null) {
			return null;
		}
		long failed = text(fields.get(2)).isEmpty() ? 0 : Long.parseLong(text(fields.get(2)));
		Job job = RedisJob.parse(text(fields.get(0)), this.properties.retry())
			.toJob(jobId, fields.get(1), Math.max(0, failed - 1), text(fields.get(3)));
		List<DeadLetter.Failure> failures = text(fields.get(4)).lines().map(RedisDeadLetters::failure).toList();
		return new DeadLetter(job, Instant.ofEpochMilli(died), failures);
	}

	private static DeadLetter.Failure failure(String line) {
		String[] parts = line.split(" ", 3);
		return new DeadLetter.Failure(Integer.parseInt(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[0])),
				(parts.length > 2) ? parts[2] : "");
	}

	@Override
	public boolean replay(String jobId) {
		return find(jobId).map((dead) -> this.scripts.number(RedisScript.REPLAY,
				new RedisJobQueue.Arguments(Partition.ofJobId(jobId)).add(jobId)
					.add(this.properties.offsetMicros(dead.job().priority()))
					.toArray()) == 1)
			.orElse(false);
	}

	@Override
	public boolean discard(String jobId) {
		return find(jobId).map((dead) -> {
			RedisJobQueue.Arguments arguments = new RedisJobQueue.Arguments(Partition.ofJobId(jobId)).add(jobId);
			dead.job().deliveries().forEach(arguments::add);
			return this.scripts.number(RedisScript.DISCARD, arguments.toArray()) == 1;
		}).orElse(false);
	}

	private Optional<Partition> partition(String jobId) {
		try {
			return Optional.of(Partition.ofJobId(jobId))
				.filter((partition) -> partition.index() < this.properties.partitions());
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
