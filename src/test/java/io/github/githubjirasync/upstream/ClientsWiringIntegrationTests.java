package io.github.githubjirasync.upstream;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.web.client.HttpClientObservationsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.http.client.HttpClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The clients as Spring Boot makes them.
 */
class ClientsWiringIntegrationTests {

	private static final GitHubIssueRef REF = new GitHubIssueRef("secret-owner/secret-repo", 7);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, HttpClientAutoConfiguration.class,
				RestClientAutoConfiguration.class, ObservationAutoConfiguration.class,
				HttpClientObservationsAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withUserConfiguration(Clients.class);

	@Test
	void contextStartsWithoutAnySettingsAndCallsFailAsUnauthorised() {
		this.runner.run((context) -> {
			GitHubClient gitHub = context.getBean(GitHubClient.class);
			assertThatExceptionOfType(UpstreamException.Unauthorised.class).isThrownBy(gitHub::self)
				.withMessageContaining("set github-jira-sync.github.token");
			JiraClient jira = context.getBean(JiraClient.class);
			assertThatExceptionOfType(UpstreamException.Unauthorised.class).isThrownBy(jira::self)
				.withMessageContaining("set github-jira-sync.jira.base-url");
		});
	}

	@Test
	void metricsNameTemplatesAndNoIssueOrRepository() {
		try (StubUpstream stub = StubUpstream.lenient()) {
			stub.answer(404, "{}").answer(404, "{}").answer(404, "{}");
			this.runner
				.withPropertyValues("github-jira-sync.github.base-url=" + stub.url(),
						"github-jira-sync.github.token=s3cret",
						"github-jira-sync.jira.base-url=" + stub.url() + "/jira", "github-jira-sync.jira.token=s3cret",
						// What others make of JSON must not change the clients'.
						"spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE")
				.run((context) -> {
					assertThatExceptionOfType(UpstreamException.Gone.class)
						.isThrownBy(() -> context.getBean(GitHubClient.class).issue(REF));
					assertThatExceptionOfType(UpstreamException.Gone.class)
						.isThrownBy(() -> context.getBean(GitHubClient.class).createComment(REF, "x"));
					assertThatExceptionOfType(UpstreamException.Gone.class)
						.isThrownBy(() -> context.getBean(JiraClient.class).transitions(10001));
					assertThat(stub.calls().get(1).body()).isEqualTo("{\"body\":\"x\"}");
					MeterRegistry meters = context.getBean(MeterRegistry.class);
					assertThat(meters.find("http.client.requests").timers())
						.extracting((timer) -> timer.getId().getTag("uri"))
						.containsExactlyInAnyOrder("/repos/{owner}/{repo}/issues/{number}",
								"/repos/{owner}/{repo}/issues/{number}/comments",
								"/jira/rest/api/3/issue/{id}/transitions?expand=transitions.fields");
					assertThat(meters.getMeters()).extracting((meter) -> meter.getId().toString())
						.noneMatch((id) -> id.contains("secret") || id.contains("10001"));
				});
		}
	}

	@Test
	void badBaseUrlStopsTheStart() {
		this.runner.withPropertyValues("github-jira-sync.github.base-url=https://me:s3cret@host")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessage("A base URL must not hold a user, a query or a fragment"));
	}

	@ComponentScan({ "io.github.githubjirasync.upstream", "io.github.githubjirasync.github",
			"io.github.githubjirasync.jira" })
	static class Clients {

	}

}
