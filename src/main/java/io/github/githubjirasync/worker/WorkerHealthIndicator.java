package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Notices loops of the worker that make no progress: it is down if one has not succeeded
 * for 30 s.
 */
final class WorkerHealthIndicator implements HealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final WorkerPool pool;

	WorkerHealthIndicator(WorkerPool pool) {
		this.pool = pool;
	}

	@Override
	public Health health() {
		Map<String, Duration> silent = this.pool.silentLoops(PATIENCE);
		Health.Builder health = silent.isEmpty() ? Health.up() : Health.down();
		silent.forEach((loop, since) -> health.withDetail(loop,
				"no success for " + since.toSeconds() + " s; look for its warnings in the log, and at Redis"));
		return health.withDetail("running", this.pool.runningJobs()).build();
	}

}
