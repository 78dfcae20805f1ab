package io.github.githubjirasync.upstream;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the upstreams still allow, and how often a call had to wait.
 * <p>
 * Meters: {@code github_jira_sync_upstream_budget_left} by upstream and budget, as of the
 * latest call of this instance, of several installations the least;
 * {@code github_jira_sync_upstream_limited_total} by upstream and what held the call
 * back: budget, bulkhead, circuit or upstream (alert on any growth of the last, which is
 * an answer 429 or the like that the budgets should have prevented);
 * {@code github_jira_sync_upstream_away}, 1 while an upstream's circuit is open (alert
 * when it lasts).
 */
final class UpstreamMeters {

	private static final List<String> CAUSES = List.of("budget", "bulkhead", "circuit", "upstream");

	private final MeterRegistry registry;

	/** By upstream and budget, then by account. */
	private final Map<String, Map<String, Long>> left = new ConcurrentHashMap<>();

	UpstreamMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	void register(Upstream upstream, List<String> budgets, Circuit circuit) {
		for (String budget : budgets) {
			Map<String, Long> accounts = this.left.computeIfAbsent(key(upstream, budget),
					(key) -> new ConcurrentHashMap<>());
			Gauge.builder("github.jira.sync.upstream.budget.left", accounts, UpstreamMeters::least)
				.description("What is left of a budget of calls as of the latest call of this instance; "
						+ "NaN where that is not known")
				.tag("upstream", name(upstream))
				.tag("budget", budget)
				.register(this.registry);
		}
		Gauge.builder("github.jira.sync.upstream.away", circuit, (state) -> state.isOpen() ? 1 : 0)
			.description("1 while the upstream is away and left alone")
			.tag("upstream", name(upstream))
			.register(this.registry);
		CAUSES.forEach((cause) -> counter(upstream, cause));
	}

	void left(Upstream upstream, String account, List<Draw> draws, Drawn drawn) {
		for (int i = 0; i < draws.size(); i++) {
			Map<String, Long> accounts = this.left.get(key(upstream, draws.get(i).name()));
			long left = drawn.left().get(i);
			if (accounts != null && left >= 0) {
				accounts.put(account, left);
			}
		}
	}

	/** What is left of each budget, by its name; of several accounts the least. */
	Map<String, Long> left(Upstream upstream) {
		Map<String, Long> budgets = new TreeMap<>();
		String prefix = key(upstream, "");
		this.left.forEach((key, accounts) -> accounts.values()
			.stream()
			.min(Long::compare)
			.filter((least) -> key.startsWith(prefix))
			.ifPresent((least) -> budgets.put(key.substring(prefix.length()), least)));
		return budgets;
	}

	void limited(Upstream upstream, String cause) {
		counter(upstream, cause).increment();
	}

	private Counter counter(Upstream upstream, String cause) {
		return Counter.builder("github.jira.sync.upstream.limited")
			.description("Calls that were held back, by what did it: a budget of ours, no free connection, "
					+ "an upstream that is away, or the upstream's refusal")
			.tag("upstream", name(upstream))
			.tag("by", cause)
			.register(this.registry);
	}

	private static double least(Map<String, Long> accounts) {
		return accounts.values().stream().mapToDouble(Long::doubleValue).min().orElse(Double.NaN);
	}

	private static String key(Upstream upstream, String budget) {
		return upstream.name() + " " + budget;
	}

	private static String name(Upstream upstream) {
		return upstream.name().toLowerCase(Locale.ROOT);
	}

}
