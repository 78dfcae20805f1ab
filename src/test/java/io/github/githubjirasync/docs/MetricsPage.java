package io.github.githubjirasync.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.githubjirasync.docs.Scrape.Metric;

/**
 * Writes {@code docs/metrics.md} from what a running service showed.
 */
final class MetricsPage {

	static final String PREFIX = "github_jira_sync_";

	/** What the autoscaler reads. */
	static final String SHARE = "queue_waiting_jobs";

	/** What to alert on, for each own metric; {@code –} where it is for looking only. */
	private static final Map<String, String> ALERTS = new LinkedHashMap<>();

	/** Those of the frameworks that a dashboard wants, and why. */
	private static final Map<String, String> OTHERS = new LinkedHashMap<>();

	static {
		ALERTS.put("deliveries_total",
				"any `result=\"unavailable\"`: senders are turned away, and GitHub does not try again; "
						+ "any `quarantined`: a payload that this release cannot read; "
						+ "`rejected` with no other result of that origin: a wrong secret");
		ALERTS.put("errors_total", "more than 1 % of `" + PREFIX + "jobs_total` over 10 minutes");
		ALERTS.put("jobs_total",
				"no `done` or `ignored` for 10 minutes while jobs wait; any `lost`: attempts outlive the lease");
		ALERTS.put("jobs_swept_total", "any `what=\"recovered\"`: instances crash or stall");
		ALERTS.put("job_duration_seconds", "the 95th percentile above 10 s for 10 minutes: an upstream is slow, see "
				+ "`http_client_requests_seconds`");
		ALERTS.put("job_duration_seconds_max", "–");
		ALERTS.put("queue_partitions_away",
				"above 0 for a minute: their jobs stand still, see the [runbook](runbook.md#a-partition-away)");
		ALERTS.put("queue_redis_unsafe",
				"1 for a minute: Redis may throw jobs away, see the [runbook](runbook.md#redis-may-lose-jobs)");
		ALERTS.put("queue_waiting_jobs", "above 1,000 for 10 minutes: add instances or find out what is slow");
		ALERTS.put("queue_delayed_jobs", "above 1,000 for 10 minutes: an upstream limits or fails; see the log");
		ALERTS.put("queue_active_jobs", "–");
		ALERTS.put("queue_completed_jobs", "–");
		ALERTS.put("queue_dead_jobs", "any growth: a person is needed, see the [runbook](runbook.md#dead-letters)");
		ALERTS.put("queue_oldest_waiting_seconds", "above 300 for 5 minutes: jobs are not taken");
		ALERTS.put("link_lag_seconds", "above 300 for 5 minutes: the link is behind, see the breakdown of the "
				+ "[queue](operations.md#queue). With more than 50 links it has no tag and shows the greatest lag");
		ALERTS.put("sync_lag_seconds", "the mean above 60 for 10 minutes: people see the other side late");
		ALERTS.put("sync_lag_seconds_max", "–");
		ALERTS.put("worker_loop_silence_seconds",
				"above 30: a loop makes no progress, see the [runbook](runbook.md#workers-stand-still)");
		ALERTS.put("mapping_cache_requests_total",
				"`layer=\"l2\",result=\"error\"` growing: Redis does not serve the cache, and each look-up is a query");
		ALERTS.put("mapping_cache_lookup_seconds", "the mean of `layer=\"db\"` above 0.1 s: PostgreSQL is slow");
		ALERTS.put("mapping_cache_lookup_seconds_max", "–");
		ALERTS.put("upstream_away",
				"above 0 for 10 minutes: the upstream is away, see the " + "[runbook](runbook.md#upstream-away)");
		ALERTS.put("upstream_budget_left",
				"`budget=\"core\"` at 0 for 10 minutes: more is asked of GitHub than an hour " + "allows");
		ALERTS.put("upstream_limited_total",
				"any steady growth of `by=\"upstream\"`: something else uses the same account, or a limit is set too high");
		ALERTS.put("mapping_cache_entries", "–");
		ALERTS.put("mapping_replica_lag_seconds",
				"above `github-jira-sync.mapping.replicas.max-lag` for 5 minutes, see the "
						+ "[runbook](runbook.md#a-replica-lags-or-is-away)");
		ALERTS.put("mapping_replica_usable", "0 for 5 minutes: its reads go to the others or to the primary");
		ALERTS.put("mapping_replica_fallbacks_total",
				"growth over 10 minutes: each such read waited for a replica that failed");
		OTHERS.put("http_server_requests_seconds",
				"webhooks by `uri` and `status`; `/webhooks/github` must be answered within 10 s");
		OTHERS.put("http_client_requests_seconds",
				"calls to the upstreams by `client_name`, `uri` (a template) and `status`");
		OTHERS.put("hikaricp_connections_pending", "threads that wait for a database connection");
		OTHERS.put("jvm_memory_used_bytes", "memory by `area`");
		OTHERS.put("process_cpu_usage", "CPU of this instance, 0 to 1");
		OTHERS.put("logback_events_total", "log lines by `level`; an `error` means that a person is needed");
	}

	private final Scrape idle;

	private final Scrape busy;

	/**
	 * A page.
	 * @param idle what was shown before any work: tags with values then have all of them
	 * @param busy what was shown after each kind of work
	 */
	MetricsPage(Scrape idle, Scrape busy) {
		this.idle = idle;
		this.busy = busy;
	}

	/** Own metrics that nothing is said about, and what is said about none. */
	Set<String> mismatches() {
		Set<String> names = own().keySet();
		Set<String> mismatches = new TreeSet<>(names);
		ALERTS.keySet().forEach((name) -> {
			if (!mismatches.remove(PREFIX + name)) {
				mismatches.add(PREFIX + name);
			}
		});
		if (!this.busy.metrics().containsKey(SHARE)) {
			mismatches.add(SHARE);
		}
		OTHERS.keySet().stream().filter((name) -> !this.busy.metrics().containsKey(name)).forEach(mismatches::add);
		return mismatches;
	}

	private Map<String, Metric> own() {
		return this.busy.metrics()
			.entrySet()
			.stream()
			.filter((metric) -> metric.getKey().startsWith(PREFIX))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
	}

	String render() {
		StringBuilder page = new StringBuilder(GeneratedPage.NOTE).append("""

				# Metrics

				Shown by every instance at `GET /actuator/prometheus` on the management port (8081). No tag names an
				issue, a repository or a person. The queue's gauges, but for the autoscaler's, count the whole queue,
				whichever instance shows them: take the maximum over instances, not the sum. All are `NaN` while Redis
				is away.

				## The service's own

				| metric | type | tags | what it tells | alert on |
				| --- | --- | --- | --- | --- |
				""");
		own().forEach((name, metric) -> page.append("| `")
			.append(name)
			.append("` | ")
			.append(metric.type())
			.append(" | ")
			.append(tags(name, metric))
			.append(" | ")
			.append(GeneratedPage.cell(metric.help()))
			.append(" | ")
			.append(GeneratedPage.cell(ALERTS.getOrDefault(name.substring(PREFIX.length()), "–")))
			.append(" |\n"));
		page.append("\n## For the autoscaler\n\n| metric | type | what it tells | how to read it |\n")
			.append("| --- | --- | --- | --- |\n| `")
			.append(SHARE)
			.append("` | ")
			.append(this.busy.metric(SHARE).type())
			.append(" | ")
			.append(GeneratedPage.cell(this.busy.metric(SHARE).help()))
			.append(" | take the sum over pods, which is the length of the queue, not the maximum. An autoscaler with")
			.append(" AverageValue 100 scales to as many pods as jobs wait ÷ 100, rounded up, and no further |\n");
		page.append("\n## Of the frameworks\n\n| metric | type | what it tells |\n| --- | --- | --- |\n");
		OTHERS.forEach((name, why) -> page.append("| `")
			.append(name)
			.append("` | ")
			.append(this.busy.metric(name).type())
			.append(" | ")
			.append(GeneratedPage.cell(why))
			.append(" |\n"));
		return page.toString();
	}

	private String tags(String name, Metric metric) {
		Metric before = this.idle.metrics().get(name);
		if (metric.tags().isEmpty()) {
			return "–";
		}
		return metric.tags()
			.keySet()
			.stream()
			.map((tag) -> "`" + tag + "`"
					+ ((before != null && before.tags().containsKey(tag))
							? " (" + String.join(", ", before.tags().get(tag)) + ")" : ""))
			.collect(Collectors.joining(", "));
	}

}
