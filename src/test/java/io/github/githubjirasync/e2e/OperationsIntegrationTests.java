package io.github.githubjirasync.e2e;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators and their tools can see.
 */
class OperationsIntegrationTests extends EndToEnd {

	@Test
	void healthShowsItsParts() {
		HttpResponse<String> health = Http.get(management("/actuator/health"), null);
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"status\":\"UP\"", "\"db\":", "\"redis\":", "\"queue\":", "noeviction",
				"\"appendonly\":true");
		assertThat(Http.get(management("/actuator/health/readiness"), null).statusCode()).isEqualTo(200);
		assertThat(Http.get(management("/actuator/health/liveness"), null).statusCode()).isEqualTo(200);
	}

	@Test
	void metricsTellOfDeliveriesJobsAndErrors() {
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "PUT", "/issue/*", 503));
		SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		awaitQuiet();
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B"), "alice");
		awaitSilence();
		String metrics = Http.get(management("/actuator/prometheus"), null).body();
		assertThat(metrics).contains("github_jira_sync_queue_waiting_jobs 0.0", "\nqueue_waiting_jobs 0.0");
		assertThat(value(metrics, "github_jira_sync_jobs_total", "kind=\"github-issue\"", "outcome=\"done\""))
			.isGreaterThanOrEqualTo(2);
		assertThat(value(metrics, "github_jira_sync_errors_total", "kind=\"github-issue\"", "result=\"retry\""))
			.isGreaterThanOrEqualTo(1);
		assertThat(
				value(metrics, "github_jira_sync_job_duration_seconds_bucket", "kind=\"github-issue\"", "le=\"+Inf\""))
			.isGreaterThanOrEqualTo(3);
		assertThat(value(metrics, "github_jira_sync_deliveries_total", "origin=\"github\"", "result=\"enqueued\""))
			.isGreaterThanOrEqualTo(2);
		assertThat(metrics).doesNotContain(REPOSITORY + "#", "sandbox-github-token", "sandbox-jira-token");
	}

	private static double value(String metrics, String name, String... tags) {
		return metrics.lines()
			.filter((line) -> line.startsWith(name + "{") && List.of(tags).stream().allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	private String management(String path) {
		return "http://localhost:" + this.managementPort + path;
	}

}
