package io.github.githubjirasync.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the service is asked and whatever fails, no secret that it is configured with
 * is in an answer, a metric, a job or the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIntegrationTests extends EndToEnd {

	@Autowired
	private ConfigurableEnvironment environment;

	@Test
	void secretsAreNowhere(CapturedOutput output) {
		Set<String> secrets = secrets();
		assertThat(secrets).as("the sandbox's tokens and webhook secrets").hasSizeGreaterThan(3);
		provokeFailures();
		List<String> shown = new ArrayList<>(List.of(output.getAll()));
		String app = "http://localhost:" + this.port;
		String description = Http.get(app + "/ops/v1/openapi", OpsClient.VIEWER).body();
		shown.add(description);
		JsonNode paths = OpsClient.read(description).path("paths");
		assertThat(paths.size()).isGreaterThan(20);
		paths.fieldNames()
			.forEachRemaining(
					(path) -> shown.add(Http.get(app + path.replaceAll("\\{\\w+}", "1"), OpsClient.OPERATOR).body()));
		dead().forEach(
				(letter) -> shown.add(Http.get(app + "/ops/v1/jobs/" + letter.job().id(), OpsClient.OPERATOR).body()));
		for (String path : List.of("/ops/queue", "/ops/dead-letters", "/ops/preflight", "/webhooks/jira", "/nothing",
				"/ops/v1/jobs?state=%00", "/ops/v1/nothing")) {
			shown.add(Http.get(app + path, OpsClient.OPERATOR).body());
		}
		for (String path : List.of("/health", "/health/readiness", "/prometheus", "/env", "/configprops", "/beans",
				"/sbom", "/loggers", "")) {
			shown.add(Http.get("http://localhost:" + this.managementPort + "/actuator" + path, null).body());
		}
		shown.add(output.getAll());
		SANDBOX.calls().clear();
		for (String secret : secrets) {
			assertThat(shown).as("the secret that begins with " + secret.substring(0, 3))
				.noneMatch((text) -> text.contains(secret));
		}
	}

	private void provokeFailures() {
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "POST", "/issue", 422));
		SANDBOX.github().openIssue("acme/secrets", "Refused", null, List.of(), "alice");
		await().until(() -> !dead().isEmpty());
		SANDBOX.faults().add(Fault.of(Fault.Kind.DROP, Upstream.JIRA, "POST", "/issue").times(1));
		SANDBOX.github().openIssue("acme/secrets", "Cut off", null, List.of(), "alice");
		awaitQuiet();
		Http.post(
				"http://localhost:" + this.port + "/webhooks/github", Map.of("X-GitHub-Event", "issues",
						"X-Hub-Signature-256", "sha256=00", "Content-Type", "application/json"),
				"{".getBytes(StandardCharsets.UTF_8));
	}

	/** All that is configured under a name that sounds like one, by whatever source. */
	private Set<String> secrets() {
		Set<String> secrets = new TreeSet<>();
		this.environment.getPropertySources().forEach((source) -> {
			if (source instanceof EnumerablePropertySource<?> named) {
				for (String name : named.getPropertyNames()) {
					String value = this.environment.getProperty(name, "");
					boolean secret = name.startsWith("github-jira-sync.")
							&& name.matches("(?i).*(token|secret|private-key).*") && value.length() >= 8;
					if (secret) {
						secrets.add(value);
					}
				}
			}
		});
		return secrets;
	}

}
