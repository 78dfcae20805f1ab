package io.github.githubjirasync.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestServers;
import io.github.githubjirasync.upstream.UpstreamException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Generates {@code docs/metrics.md} from a run of the whole service.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "github-jira-sync.github.base-url=http://127.0.0.1:1",
				"github-jira-sync.github.token=none", "github-jira-sync.links[0].name=widgets",
				"github-jira-sync.links[0].github.repository=acme/widgets",
				"github-jira-sync.links[0].jira.project=WID", "github-jira-sync.sync.preflight-interval=0s",
				"github-jira-sync.mapping.replicas.hosts=127.0.0.1:1" })
@AutoConfigureObservability(tracing = false)
@DirtiesContext
class GeneratedMetricsIntegrationTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry registry) {
		RedisProcess redis = RedisProcess.start();
		registry.add("spring.data.redis.url", redis::url);
		registry.add("spring.datasource.url", TestServers::newDatabase);
	}

	@Test
	void pageIsUpToDate(@Autowired JobQueue queue, @Autowired IssueMappings mappings, @Autowired GitHubClient github)
			throws Exception {
		Scrape idle = scrape();
		assertThat(post("/webhooks/github").statusCode()).isEqualTo(401);
		assertThat(mappings.findByJiraIssue(1)).isEmpty();
		assertThatExceptionOfType(UpstreamException.class).isThrownBy(github::self);
		queue.enqueue(NewJob.of("docs", "github-issue", JobPriority.NORMAL, "no job"));
		Awaitility.await().until(() -> scrape().metrics().containsKey(MetricsPage.PREFIX + "errors_total"));

		MetricsPage page = new MetricsPage(idle, scrape());
		assertThat(page.mismatches()).as("each own metric is said something about, and nothing else is").isEmpty();
		GeneratedPage.writeOrCompare("docs/metrics.md", page.render());
	}

	private Scrape scrape() throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.managementPort + "/actuator/prometheus");
		return Scrape.parse(CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
	}

	private HttpResponse<String> post(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build();
		return CLIENT.send(request, BodyHandlers.ofString());
	}

}
