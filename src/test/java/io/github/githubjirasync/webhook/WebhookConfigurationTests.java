package io.github.githubjirasync.webhook;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WebhookConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withUserConfiguration(WebhookConfiguration.class)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(RecordingIntake.class);

	@Test
	void sideWithoutASecretIsWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues("github-jira-sync.webhook.jira.url-secrets=a-secret-in-the-url")
			.run((context) -> assertThat(output).contains("every delivery of GitHub is refused")
				.doesNotContain("every delivery of Jira is refused"));
		this.runner.run((context) -> assertThat(output).contains("every delivery of Jira is refused"));
	}

	@Test
	void secretsAreNotShown() {
		this.runner
			.withPropertyValues("github-jira-sync.webhook.github.secrets=hidden-1",
					"github-jira-sync.webhook.jira.secrets=hidden-2",
					"github-jira-sync.webhook.jira.url-secrets=hidden-3-long-enough")
			.run((context) -> assertThat(context.getBean(WebhookProperties.class).toString())
				.contains("GitHub[1 secrets]", "Jira[1 secrets, 1 URL secrets]")
				.doesNotContain("hidden"));
	}

	@Test
	void shortUrlSecretStopsTheStartWithoutBeingShown(CapturedOutput output) {
		this.runner.withPropertyValues("github-jira-sync.webhook.jira.url-secrets=hidden").run((context) -> {
			assertThat(context).getFailure()
				.rootCause()
				.hasMessage("A URL secret of Jira has 16 to 128 letters, digits and - . _ ~");
			assertThat(output).doesNotContain("hidden");
		});
	}

	@Test
	void unboundedBodiesCannotBeConfigured() {
		this.runner.withPropertyValues("github-jira-sync.webhook.max-body-size=1GB")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void deliveriesAreCountedFromZero() {
		this.runner.run((context) -> assertThat(
				context.getBean(MeterRegistry.class).find("github.jira.sync.deliveries").counters())
			.hasSize(14));
	}

	@Test
	void tracesDoNotHoldTheSecretOfAUrl() {
		this.runner.run((context) -> {
			Observation.Context observation = new Observation.Context();
			observation.addHighCardinalityKeyValue(KeyValue.of("http.url", "/base/webhooks/jira/hidden"));
			context.getBean(ObservationFilter.class).map(observation);
			assertThat(observation.getAllKeyValues())
				.containsExactly(KeyValue.of("http.url", "/base/webhooks/jira/{secret}"));
		});
	}

}
