package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Shows how the replicas are. Alert on a replica that is not usable, and on growing
 * fallbacks: each read waited for a replica that failed before the primary was asked.
 */
final class ReplicaMeters {

	private static final String PREFIX = "github.jira.sync.mapping.replica.";

	private final Counter fallbacks;

	ReplicaMeters(MeterRegistry registry, ReplicaMonitor monitor) {
		this.fallbacks = Counter.builder(PREFIX + "fallbacks")
			.description("Reads that the primary answered because a replica failed")
			.register(registry);
		for (PostgresHost host : monitor.statuses().keySet()) {
			Gauge.builder(PREFIX + "lag", () -> lag(monitor, host))
				.description("How far a replica of PostgreSQL is behind; NaN while it cannot be asked")
				.baseUnit("seconds")
				.tag("replica", host.toString())
				.register(registry);
			Gauge.builder(PREFIX + "usable", () -> status(monitor, host).usable() ? 1 : 0)
				.description("1 while mappings are read from a replica of PostgreSQL, else 0")
				.tag("replica", host.toString())
				.register(registry);
		}
	}

	void fellBack() {
		this.fallbacks.increment();
	}

	private static double lag(ReplicaMonitor monitor, PostgresHost host) {
		Duration lag = status(monitor, host).lag();
		return (lag != null) ? lag.toMillis() / 1000.0 : Double.NaN;
	}

	private static ReplicaStatus status(ReplicaMonitor monitor, PostgresHost host) {
		return Objects.requireNonNull(monitor.statuses().get(host));
	}

}
