package io.github.githubjirasync.e2e;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.sandbox.SentWebhook;
import io.github.githubjirasync.upstream.Upstream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of deliveries and jobs while Redis or PostgreSQL is away.
 */
class OutageIntegrationTests extends EndToEnd {

	private static final Duration BOUND = Duration.ofSeconds(5);

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private RedisConnectionFactory connections;

	@Test
	void deliveryIsRefusedWhileRedisIsAwayAndTakenAfterIt() {
		SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		awaitQuiet();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B"), "alice");
		SentWebhook held = SANDBOX.webhooks(Upstream.GITHUB).list().get(1);
		REDIS.kill();
		try {
			Instant start = Instant.now();
			HttpResponse<String> refused = deliver(held);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After"))
				.hasValueSatisfying((seconds) -> assertThat(Long.parseLong(seconds)).isPositive());
			assertThat(Duration.between(start, Instant.now())).isLessThan(BOUND);
			assertThat(Http.get("http://localhost:" + this.managementPort + "/actuator/health", null).statusCode())
				.isEqualTo(503);
			assertThat(Http.get("http://localhost:" + this.managementPort + "/actuator/health/liveness", null)
				.statusCode()).isEqualTo(200);
			assertThat(readiness().statusCode()).isEqualTo(200);
		}
		finally {
			REDIS.restart();
		}
		await().until(() -> deliver(held).statusCode() == 202);
		SANDBOX.webhooks(Upstream.GITHUB).release();
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("B");
		assertThat(causes()).isEmpty();
	}

	@Test
	void instanceIsNotReadyWhileRedisMayEvictJobs() {
		assertThat(readiness().statusCode()).isEqualTo(200);
		policy("allkeys-lru");
		try {
			assertThat(readiness().statusCode()).isEqualTo(503);
			assertThat(readiness().body())
				.contains("maxmemory-policy allkeys-lru evicts jobs; set it to noeviction or volatile-lru");
		}
		finally {
			policy("noeviction");
		}
		assertThat(readiness().statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> readiness() {
		return Http.get("http://localhost:" + this.managementPort + "/actuator/health/readiness", null);
	}

	private void policy(String policy) {
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.serverCommands().setConfig("maxmemory-policy", policy);
		}
	}

	@Test
	void deliveriesAreTakenWhilePostgresIsAwayAndAppliedAfterIt() throws SQLException {
		String known = SANDBOX.jira().createIssue(PROJECT, "Known", null, List.of(), "alice").key();
		awaitQuiet();
		double errors = errors();
		String name = DATABASE.replaceFirst("jdbc:postgresql://[^/]+/([^?]*).*", "$1");
		admin("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
		try {
			SANDBOX.github().openIssue(REPOSITORY, "From GitHub", null, List.of(), "alice");
			SANDBOX.jira().createIssue(PROJECT, "From Jira", null, List.of(), "alice");
			SANDBOX.jira().editIssue(known, Map.of("summary", "Known better"), "alice");
			await().until(() -> SANDBOX.webhooks(Upstream.JIRA).idle() && SANDBOX.webhooks(Upstream.GITHUB).idle());
			assertThat(SANDBOX.webhooks(Upstream.JIRA).list()).allSatisfy((sent) -> {
				assertThat(sent.status()).isEqualTo(202);
				assertThat(sent.took()).isLessThan(BOUND);
			});
			assertThat(SANDBOX.webhooks(Upstream.GITHUB).list())
				.allSatisfy((sent) -> assertThat(sent.status()).isEqualTo(202));
			await().until(() -> this.queue.counts().delayed() > 0);
		}
		finally {
			admin("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
		}
		awaitSilence();
		assertThat(errors()).as("failures, which would use up attempts").isEqualTo(errors);
		assertThat(SANDBOX.jira().issues()).extracting((issue) -> issue.summary())
			.containsExactlyInAnyOrder("From GitHub", "From Jira", "Known better");
		assertThat(SANDBOX.github().issues()).extracting((issue) -> issue.title())
			.containsExactlyInAnyOrder("From GitHub", "From Jira", "Known better");
		assertThat(causes()).isEmpty();
	}

	private double errors() {
		return this.meters.find("github.jira.sync.errors").counters().stream().mapToDouble(Counter::count).sum();
	}

	private HttpResponse<String> deliver(SentWebhook webhook) {
		byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
		return Http.post("http://localhost:" + this.port + "/webhooks/github",
				Map.of("Content-Type", "application/json", "X-GitHub-Event", webhook.event(), "X-GitHub-Delivery",
						webhook.deliveryId(), "X-Hub-Signature-256", "sha256=" + sign(body)),
				body);
	}

	private static String sign(byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(SandboxOptions.GITHUB_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void admin(String... statements) throws SQLException {
		String url = DATABASE.replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1postgres");
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
