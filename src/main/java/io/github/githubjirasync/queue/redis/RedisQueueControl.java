package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.time.Instant;
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

	private final FanOut all;

	RedisQueueControl(ScriptRunner scripts, FanOut all) {
		this.scripts = scripts;
		this.all = all;
	}

	@Override
	public void snooze(String scope, Duration duration) {
		hold(scope, Math.max(1, duration.toMillis()));
	}

	@Override
	public void pause(String scope) {
		hold(scope, 0);
	}

	private void hold(String scope, long millis) {
		this.all.askEach((partition) -> {
			partition.hold(scope, millis);
			return true;
		});
	}

	@Override
	public void resume(String scope) {
		this.all.askEach((partition) -> {
			int released = partition.resume(scope);
			while (released >= PartitionScripts.SWEEP) {
				released = partition.resume(scope);
			}
			return true;
		});
	}

	@Override
	public Map<String, Instant> holds() {
		Map<String, Instant> holds = new TreeMap<>();
		for (Map<byte[], byte[]> meta : this.all.ask(this::meta).values()) {
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

	private Map<byte[], byte[]> meta(PartitionScripts partition) {
		byte[] key = partition.partition().key("meta");
		return this.scripts.with((connection) -> Objects.requireNonNull(connection.hashCommands().hGetAll(key)));
	}

}
