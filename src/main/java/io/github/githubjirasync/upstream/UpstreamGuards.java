package io.github.githubjirasync.upstream;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import org.jspecify.annotations.Nullable;

/**
 * Makes the guard of each client. All clients of an upstream share its circuit.
 */
final class UpstreamGuards {

	private final UpstreamProperties properties;

	private final Budgets budgets;

	private final Clock clock;

	private final UpstreamMeters meters;

	private final Map<Upstream, Circuit> circuits = new EnumMap<>(Upstream.class);

	UpstreamGuards(UpstreamProperties properties, Budgets budgets, Clock clock, UpstreamMeters meters) {
		this.properties = properties;
		this.budgets = budgets;
		this.clock = clock;
		this.meters = meters;
		for (Upstream upstream : Upstream.values()) {
			Circuit circuit = new Circuit(upstream, properties.circuit(), clock);
			this.circuits.put(upstream, circuit);
			meters.register(upstream, limits(upstream).gauged(), circuit);
		}
	}

	UpstreamGuard guard(Upstream upstream, HttpSettings settings, boolean oneAccount) {
		if (settings.exposed() && !this.properties.plainHttp()) {
			throw new IllegalArgumentException(upstream + " at http://" + settings.baseUrl().getHost()
					+ " would get credentials without TLS; use https, or set github-jira-sync.upstream.plain-http");
		}
		Bulkhead bulkhead = Bulkhead.of(upstream.name(),
				BulkheadConfig.custom()
					.maxConcurrentCalls(settings.maxConnections())
					.maxWaitDuration(this.properties.longestWait())
					.build());
		return new UpstreamGuard(upstream, limits(upstream), this.budgets, circuit(upstream), bulkhead, this.properties,
				this.clock, this.meters, settings::below, oneAccount);
	}

	Circuit circuit(Upstream upstream) {
		@Nullable Circuit circuit = this.circuits.get(upstream);
		if (circuit == null) {
			throw new IllegalStateException("No circuit of " + upstream);
		}
		return circuit;
	}

	UpstreamMeters meters() {
		return this.meters;
	}

	private CallLimits limits(Upstream upstream) {
		return (upstream == Upstream.GITHUB)
				? new GitHubLimits(this.properties.github(), this.properties.totalTimeout())
				: new JiraLimits(this.properties.jira());
	}

}
