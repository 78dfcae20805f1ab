package io.github.githubjirasync.webhook;

import io.github.githubjirasync.sync.SyncIntake;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import jakarta.servlet.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Wires the webhook endpoints.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
@Import({ GitHubWebhookController.class, JiraWebhookController.class, WebhookExceptionHandler.class,
		SecretPathAdvice.class })
class WebhookConfiguration {

	/**
	 * Marks requests whose path holds a secret; the access log leaves them out
	 * ({@code server.tomcat.accesslog.condition-unless}).
	 */
	static final String SECRET_PATH_ATTRIBUTE = "github-jira-sync.secret-path";

	private static final Logger LOGGER = LoggerFactory.getLogger(WebhookConfiguration.class);

	private static final String URL_KEY = "http.url";

	WebhookConfiguration(WebhookProperties properties) {
		if (properties.github().secrets().isEmpty()) {
			LOGGER.warn("No github-jira-sync.webhook.github.secrets: every delivery of GitHub is refused");
		}
		if (properties.jira().secrets().isEmpty() && properties.jira().urlSecrets().isEmpty()) {
			LOGGER.warn("No github-jira-sync.webhook.jira.secrets and no url-secrets: every delivery of Jira is "
					+ "refused");
		}
	}

	@Bean
	BodyReader webhookBodyReader(WebhookProperties properties) {
		return new BodyReader(properties.maxBodySize());
	}

	@Bean
	GitHubPayloadReader gitHubPayloadReader() {
		return new GitHubPayloadReader();
	}

	@Bean
	JiraPayloadReader jiraPayloadReader() {
		return new JiraPayloadReader();
	}

	@Bean
	DeliveryMeters deliveryMeters(MeterRegistry registry) {
		return new DeliveryMeters(registry);
	}

	@Bean
	DeliveryDesk deliveryDesk(SyncIntake intake, DeliveryMeters meters) {
		return new DeliveryDesk(intake, meters);
	}

	@Bean
	FilterRegistrationBean<Filter> secretPathFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			request.setAttribute(SECRET_PATH_ATTRIBUTE, true);
			chain.doFilter(request, response);
		});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.addUrlPatterns("/webhooks/jira/*");
		return registration;
	}

	/**
	 * Traces name the whole URL of a request; this one keeps the secret of a Jira that
	 * does not sign out of them. Metrics have the template of the path only.
	 */
	@Bean
	ObservationFilter secretPathObservationFilter() {
		return WebhookConfiguration::hideSecretPath;
	}

	private static Observation.Context hideSecretPath(Observation.Context context) {
		KeyValue url = context.getHighCardinalityKeyValue(URL_KEY);
		if (url != null && url.getValue().contains("/webhooks/jira/")) {
			context.addHighCardinalityKeyValue(
					KeyValue.of(URL_KEY, url.getValue().replaceFirst("/webhooks/jira/.*", "/webhooks/jira/{secret}")));
		}
		return context;
	}

}
