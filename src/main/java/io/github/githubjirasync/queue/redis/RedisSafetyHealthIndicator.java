package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import io.github.githubjirasync.queue.QueueUnavailableException;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * Says whether this Redis keeps jobs safe, and what to do if not. It is down where jobs
 * would be lost silently: an eviction policy that can reach jobs, or a version that the
 * scripts do not run on.
 */
final class RedisSafetyHealthIndicator implements HealthIndicator {

	private static final int OLDEST_MAJOR = 6;

	private static final int OLDEST_MINOR = 2;

	private final ScriptRunner scripts;

	private final FanOut partitions;

	RedisSafetyHealthIndicator(ScriptRunner scripts) {
		this(scripts, new FanOut(List.of(), new Outages()));
	}

	RedisSafetyHealthIndicator(ScriptRunner scripts, FanOut partitions) {
		this.scripts = scripts;
		this.partitions = partitions;
	}

	@Override
	public Health health() {
		Set<Integer> answering = answering();
		if (!answering.isEmpty() && answering.size() < this.partitions.size()) {
			return Health.up()
				.withDetail("hint",
						"Not all of Redis can be reached; only jobs of the partitions " + answering
								+ " are taken and run")
				.build();
		}
		try {
			return look();
		}
		catch (QueueUnavailableException ex) {
			return Health.down().withDetail("hint", "Redis cannot be reached; deliveries are refused with 503").build();
		}
	}

	/**
	 * Looks at Redis.
	 * @return its health
	 * @throws QueueUnavailableException if it cannot be reached
	 */
	Health look() {
		return this.scripts.with(RedisSafetyHealthIndicator::health);
	}

	/** The partitions that answer, if there are several. */
	private Set<Integer> answering() {
		Set<Integer> answering = new TreeSet<>();
		if (this.partitions.size() > 1) {
			try {
				this.partitions.ask(PartitionScripts::counts)
					.keySet()
					.forEach((partition) -> answering.add(partition.partition().index()));
			}
			catch (QueueUnavailableException ex) {
				// None does.
			}
		}
		return answering;
	}

	private static Health health(RedisConnection connection) {
		Set<String> policies = values(connection, "memory", "maxmemory_policy");
		Set<String> versions = values(connection, "server", "redis_version");
		Set<String> appendOnly = values(connection, "persistence", "aof_enabled");
		List<String> dangers = new ArrayList<>();
		policies.stream()
			.filter((policy) -> policy.startsWith("allkeys-"))
			.forEach((policy) -> dangers
				.add("maxmemory-policy " + policy + " evicts jobs; set it to noeviction or volatile-lru"));
		versions.stream()
			.filter(RedisSafetyHealthIndicator::isTooOld)
			.forEach((version) -> dangers.add("Redis " + version + " is too old; the queue needs 6.2 or newer"));
		Health.Builder health = dangers.isEmpty() ? Health.up() : Health.down();
		List<String> hints = new ArrayList<>(dangers);
		if (appendOnly.contains("0")) {
			hints.add("appendonly is off, so jobs are lost when Redis restarts; set appendonly yes");
		}
		if (takesJobsAlone(connection)) {
			hints.add("min-replicas-to-write is 0, so a master that was replaced while it lives goes on taking jobs, "
					+ "which are lost; set it to 1");
		}
		if (!hints.isEmpty()) {
			health.withDetail("hint", String.join(". ", hints));
		}
		return health.withDetail("maxmemory-policy", String.join(", ", policies))
			.withDetail("version", String.join(", ", versions))
			.withDetail("appendonly", !appendOnly.contains("0"))
			.build();
	}

	/**
	 * Whether a master goes on without any replica though it has several, of which one
	 * may be away. One that has a single replica may have to. Redis counts them as good
	 * ones only where that setting is made.
	 */
	private static boolean takesJobsAlone(RedisConnection connection) {
		return values(connection, "replication", "min_slaves_good_slaves").isEmpty()
				&& values(connection, "replication", "connected_slaves").stream()
					.mapToInt(Integer::parseInt)
					.max()
					.orElse(0) > 1;
	}

	/**
	 * One value, or that of each node of a cluster, where the names carry the node in
	 * front.
	 */
	private static Set<String> values(RedisConnection connection, String section, String name) {
		Properties info = Objects.requireNonNull(connection.serverCommands().info(section));
		Set<String> values = new TreeSet<>();
		for (String key : info.stringPropertyNames()) {
			if (key.equals(name) || key.endsWith("." + name)) {
				values.add(info.getProperty(key));
			}
		}
		return values;
	}

	private static boolean isTooOld(String version) {
		String[] parts = version.split("\\.");
		try {
			int major = Integer.parseInt(parts[0]);
			int minor = Integer.parseInt(parts[1]);
			return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR);
		}
		catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
			return false;
		}
	}

}
