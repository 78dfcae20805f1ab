package io.github.githubjirasync.mapping.jpa;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Shows the replicas that mappings are read from. Always up: without them the primary
 * serves.
 */
final class ReplicaHealthIndicator implements HealthIndicator {

	private final ReplicaMonitor monitor;

	ReplicaHealthIndicator(ReplicaMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public Health health() {
		Map<String, String> replicas = new LinkedHashMap<>();
		this.monitor.statuses().forEach((host, status) -> replicas.put(host.toString(), text(status)));
		Health.Builder health = Health.up().withDetail("replicas", replicas);
		long usable = this.monitor.statuses().values().stream().filter(ReplicaStatus::usable).count();
		if (usable == 0) {
			health.withDetail("hint", "no replica is fit to be read from, so the primary serves all reads");
		}
		else if (usable < replicas.size()) {
			health.withDetail("hint", "not all replicas are fit to be read from; the others serve");
		}
		return health.build();
	}

	private static String text(ReplicaStatus status) {
		String state = status.state().name().toLowerCase(Locale.ROOT);
		if (status.lag() == null) {
			return state;
		}
		return state + ", " + String.format(Locale.ROOT, "%.1f", status.lag().toMillis() / 1000.0) + " s behind";
	}

}
