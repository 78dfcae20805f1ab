package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Limits} over HTTP: each refusal in the form that the vendor documents.
 */
class LimitsSandboxIntegrationTests {

	private static final LimitRules.Windows LONG = new LimitRules.Windows(Duration.ofHours(1), Duration.ofMinutes(1),
			Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

	private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

	private final SandboxClient github = SandboxClient.github(this.sandbox);

	private final SandboxClient jira = SandboxClient.jira(this.sandbox, 3);

	@BeforeEach
	void keepWebhooks() {
		this.sandbox.webhooks(Upstream.GITHUB).hold();
		this.sandbox.webhooks(Upstream.JIRA).hold();
	}

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void primaryLimitIsToldByEveryAnswerAndRefusedWithNothingLeft() throws IOException {
		this.sandbox.limits().enforce(new LimitRules(2, 900, 80, 100, true, 100, 50, 20, 100, LONG));
		assertThat(this.github.get("/user").header("X-RateLimit-Remaining")).isEqualTo("1");
		assertThat(this.github.get("/user").header("X-RateLimit-Remaining")).isEqualTo("0");
		SandboxClient.Reply refused = this.github.get("/user");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
		assertThat(Long.parseLong(refused.header("X-RateLimit-Reset"))).isPositive();
		assertThat(refused.header("Retry-After")).isEmpty();
		// It costs nothing to ask.
		assertThat(this.github.get("/rate_limit").status()).isEqualTo(200);
	}

	@Test
	void unchangedAnswerCostsNothingOfThePrimaryLimit() throws IOException {
		this.sandbox.limits().enforce(new LimitRules(10, 900, 80, 100, true, 100, 50, 20, 100, LONG));
		Map<String, String> condition = Map.of("If-None-Match", this.github.get("/user").header("ETag"));
		SandboxClient.Reply unchanged = this.github.call("GET", "/user", null, condition);
		assertThat(unchanged.status()).isEqualTo(304);
		assertThat(unchanged.header("X-RateLimit-Remaining")).isEqualTo("9");
	}

	@Test
	void pointsAndCreationsAreSecondaryLimits() throws IOException {
		this.sandbox.limits().enforce(new LimitRules(5000, 13, 1, 100, true, 100, 50, 20, 100, LONG));
		assertThat(this.github.post("/repos/acme/widgets/issues", Map.of("title", "A")).status()).isEqualTo(201);
		SandboxClient.Reply second = this.github.post("/repos/acme/widgets/issues", Map.of("title", "B"));
		assertThat(second.status()).isEqualTo(403);
		assertThat(second.text("/message")).contains("secondary rate limit");
		assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 60);
		// A refused call has cost its points.
		for (int i = 0; i < 3; i++) {
			assertThat(this.github.get("/user").status()).isEqualTo(200);
		}
		assertThat(this.github.get("/user").status()).isEqualTo(403);
		assertThat(this.sandbox.github().issues()).hasSize(1);
	}

	@Test
	void jiraSaysWhichLimitItIs() throws IOException {
		this.sandbox.limits().enforce(new LimitRules(5000, 900, 80, 100, true, 3, 50, 1, 100, LONG));
		this.sandbox.jira().createIssue("SBX", "A", null, List.of(), "alice");
		Map<String, ?> edit = Map.of("fields", Map.of("summary", "B"));
		assertThat(this.jira.put("/issue/SBX-1", edit).status()).isEqualTo(204);
		SandboxClient.Reply perIssue = this.jira.put("/issue/SBX-1", edit);
		assertThat(perIssue.status()).isEqualTo(429);
		assertThat(perIssue.header("RateLimit-Reason")).isEqualTo("jira-per-issue-on-write");
		assertThat(perIssue.header("X-RateLimit-Reset")).endsWith("Z");
		assertThat(Integer.parseInt(perIssue.header("Retry-After"))).isBetween(1, 60);
		for (int i = 0; i < 3; i++) {
			assertThat(this.jira.get("/myself").status()).isEqualTo(200);
		}
		assertThat(this.jira.get("/myself").header("RateLimit-Reason")).isEqualTo("jira-burst-based");
		assertThat(this.sandbox.limits().refusals()).containsExactly("Jira PUT /issue/SBX-1: jira-per-issue-on-write",
				"Jira GET /myself: jira-burst-based");
	}

	@Test
	void documentedLimitsAreSwitchedOverHttp() throws IOException {
		SandboxClient control = SandboxClient.control(this.sandbox);
		assertThat(control.post("/limits", Map.of()).status()).isEqualTo(204);
		// 80 in a minute, which even a slow machine makes in time.
		for (int i = 0; i < 81; i++) {
			this.github.post("/repos/acme/widgets/issues", Map.of("title", "Issue " + i));
		}
		assertThat(control.get("/limits").json().path("refusals")).isNotEmpty();
		assertThat(control.delete("/limits").status()).isEqualTo(204);
		assertThat(this.github.post("/repos/acme/widgets/issues", Map.of("title", "One more")).status()).isEqualTo(201);
	}

}
