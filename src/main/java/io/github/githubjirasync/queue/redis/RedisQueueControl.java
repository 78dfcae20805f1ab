package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.githubjirasync.queue.QueueControl;

import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * Holds on jobs in Redis; each partition has its own copy of each hold.
 */
final class RedisQueueControl implements QueueControl {

	private static final String PREFIX = "h:";

	private final ScriptRunner scripts;

	private final List<PartitionScripts> partitions;

	RedisQueueControl(ScriptRunner scripts, List<PartitionScripts> partitions) {
		this.scripts = scripts;
		this.partitions = List.copyOf(partitions);
	}

	@Override
	public void snooze(String scope, Duration duration) {
		this.partitions.forEach((partition) -> partition.hold(scope, Math.max(1, duration.toMillis())));
	}

	@Override
	public void pause(String scope) {
		this.partitions.forEach((partition) -> partition.hold(scope, 0));
	}

	@Override
	public void resume(String scope) {
		for (PartitionScripts partition : this.partitions) {
			int released = partition.resume(scope);
			while (released >= PartitionScripts.SWEEP) {
				released = partition.resume(scope);
			}
		}
	}

	@Override
	public Map<String, Instant> holds() {
		Map<String, Instant> holds = new TreeMap<>();
		for (PartitionScripts partition : this.partitions) {
			byte[] key = partition.partition().key("meta");
			Map<byte[], byte[]> meta = this.scripts
				.with((connection) -> Objects.requireNonNull(connection.hashCommands().hGetAll(key)));
			meta.forEach((field, value) -> {
				if (text(field).startsWith(PREFIX)) {
					Instant until = Instant.ofEpochMilli(Long.parseLong(text(value)));
					holds.merge(text(field).substring(PREFIX.length()), until,
							(one, other) -> one.isAfter(other) ? one : other);
				}
			});
		}
		return holds;
	}

}
