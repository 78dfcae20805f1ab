package io.github.githubjirasync.sync.preflight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport;
import io.github.githubjirasync.sync.PreflightReport.Level;
import io.github.githubjirasync.sync.PreflightReport.LinkReport;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Shows what the latest preflight found. It is up in any case: a link that cannot work is
 * no reason to restart the service or to send it no deliveries.
 */
final class PreflightHealthIndicator implements HealthIndicator {

	private final Preflight preflight;

	PreflightHealthIndicator(Preflight preflight) {
		this.preflight = preflight;
	}

	@Override
	public Health health() {
		Optional<PreflightReport> latest = this.preflight.latest();
		if (latest.isEmpty()) {
			return Health.up().withDetail("ready", "not looked at yet").build();
		}
		Map<String, List<String>> problems = new LinkedHashMap<>();
		for (LinkReport link : latest.get().links()) {
			List<String> errors = link.findings()
				.stream()
				.filter((finding) -> finding.level() == Level.ERROR)
				.map((finding) -> finding.subject() + ": " + finding.message())
				.toList();
			if (!errors.isEmpty()) {
				problems.put(link.link(), errors);
			}
		}
		return Health.up()
			.withDetail("ready", latest.get().ready())
			.withDetail("at", latest.get().at().toString())
			.withDetail("problems", problems)
			.build();
	}

}
