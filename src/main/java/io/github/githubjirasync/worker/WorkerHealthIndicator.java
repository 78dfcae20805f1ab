package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Shows loops of the worker that make no progress: it is down if the watchdog has lost
 * its patience with one.
 */
final class WorkerHealthIndicator implements HealthIndicator {

	private final WorkerPool pool;

	WorkerHealthIndicator(WorkerPool pool) {
		this.pool = pool;
	}

	@Override
	public Health health() {
		Map<String, Duration> silent = this.pool.silentLoops();
		Health.Builder health = silent.isEmpty() ? Health.up() : Health.down();
		silent.forEach((loop, since) -> health.withDetail(loop,
				"no success for " + since.toSeconds() + " s; look for its warnings in the log, and at Redis"));
		return health.withDetail("running", this.pool.runningJobs()).build();
	}

}
