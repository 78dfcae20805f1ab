package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.testing.PrometheusProcess;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each expression of the dashboard, and each alert rule, against a scrape of the
 * running service by a real Prometheus.
 */
@Tag("long")
class DashboardIntegrationTests extends EndToEnd {

	private static final Path FILES = Path.of("helm/github-jira-sync/files");

	/** What is not there in this service: replicas, and a sync whose lag was told. */
	private static final Pattern ABSENT = Pattern.compile("mapping_replica|_lag_seconds");

	@BeforeAll
	static void onlyWithPrometheus() {
		PrometheusProcess.assumeThere();
	}

	@Test
	void everyExpressionOfTheDashboardHasAnAnswer(@TempDir Path folder) throws IOException {
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "PUT", "/issue/*", 503).times(1));
		SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		awaitQuiet();
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B"), "alice");
		awaitQuiet();
		List<String> expressions = expressions();
		assertThat(expressions).hasSizeGreaterThan(30);
		try (PrometheusProcess prometheus = PrometheusProcess.start(this.managementPort, FILES.resolve("alerts.yaml"),
				folder)) {
			for (String expression : expressions) {
				JsonNode answer = prometheus.query(expression);
				assertThat(answer.path("status").asText()).as(expression + ": " + answer).isEqualTo("success");
				if (!ABSENT.matcher(expression).find()) {
					assertThat(answer.at("/data/result")).as(expression).isNotEmpty();
				}
			}
			await().until(() -> prometheus.get("/api/v1/rules").toString().contains("\"health\":\"ok\""));
			JsonNode rules = prometheus.get("/api/v1/rules").at("/data/groups/0/rules");
			assertThat(rules).hasSizeGreaterThan(15)
				.allSatisfy((rule) -> assertThat(rule.path("lastError").asText()).isEmpty());
		}
	}

	@Test
	void dashboardShowsEveryMetricOfTheService() throws IOException {
		Set<String> shown = new TreeSet<>();
		Pattern name = Pattern.compile("github_jira_sync_[a-z0-9_]+|queue_waiting_jobs");
		expressions().forEach((expression) -> name.matcher(expression)
			.results()
			.map((MatchResult hit) -> hit.group().replaceFirst("_(sum|count|bucket)$", ""))
			.forEach(shown::add));
		Set<String> own = new TreeSet<>();
		Pattern row = Pattern.compile("(?m)^\\| `(github_jira_sync_[a-z0-9_]+|queue_waiting_jobs)` \\|");
		row.matcher(Files.readString(Path.of("docs/metrics.md"))).results().forEach((hit) -> own.add(hit.group(1)));
		assertThat(own).hasSizeGreaterThan(20);
		assertThat(shown).containsAll(own);
	}

	private static List<String> expressions() throws IOException {
		List<String> expressions = new ArrayList<>();
		JsonNode dashboard = new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile());
		dashboard.path("panels")
			.forEach((panel) -> panel.path("targets")
				.forEach((target) -> expressions.add(target.path("expr").asText())));
		return expressions;
	}

}
