package io.github.githubjirasync.queue.redis;

import java.util.Objects;
import java.util.Properties;

import io.github.githubjirasync.queue.QueueUnavailableException;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Says whether this Redis keeps jobs safe: an eviction policy that can reach jobs would
 * lose them silently.
 */
final class RedisSafetyHealthIndicator implements HealthIndicator {

	private final ScriptRunner scripts;

	RedisSafetyHealthIndicator(ScriptRunner scripts) {
		this.scripts = scripts;
	}

	@Override
	public Health health() {
		try {
			return this.scripts.with((connection) -> {
				Properties memory = Objects.requireNonNull(connection.serverCommands().info("memory"));
				Properties persistence = Objects.requireNonNull(connection.serverCommands().info("persistence"));
				String policy = memory.getProperty("maxmemory_policy", "unknown");
				boolean appendOnly = "1".equals(persistence.getProperty("aof_enabled"));
				Health.Builder health = policy.startsWith("allkeys-")
						? Health.down()
							.withDetail("hint",
									"maxmemory-policy " + policy + " evicts jobs; set it to noeviction or volatile-lru")
						: Health.up();
				health.withDetail("maxmemory-policy", policy).withDetail("appendonly", appendOnly);
				if (!appendOnly) {
					health.withDetail("warning", "without appendonly yes, jobs are lost when Redis restarts");
				}
				return health.build();
			});
		}
		catch (QueueUnavailableException ex) {
			return Health.down().withDetail("hint", "Redis cannot be reached; deliveries are refused with 503").build();
		}
	}

}
