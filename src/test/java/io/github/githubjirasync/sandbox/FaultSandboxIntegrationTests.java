package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Faults} and the control API over HTTP.
 */
class FaultSandboxIntegrationTests {

	private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

	private final SandboxClient github = SandboxClient.github(this.sandbox);

	private final SandboxClient jira = SandboxClient.jira(this.sandbox, 3);

	private final SandboxClient control = SandboxClient.control(this.sandbox);

	@BeforeEach
	void keepWebhooks() {
		this.sandbox.webhooks(Upstream.GITHUB).hold();
		this.sandbox.webhooks(Upstream.JIRA).hold();
	}

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	private static Map<String, ?> issue() {
		return Map.of("fields",
				Map.of("project", Map.of("key", "SBX"), "issuetype", Map.of("name", "Task"), "summary", "A"));
	}

	@Test
	void statusFaultAnswersAsOftenAsItWasAskedTo() throws IOException {
		Map<String, ?> fault = Map.of("upstream", "jira", "method", "POST", "path", "/issue", "kind", "status",
				"status", 429, "headers", Map.of("Retry-After", "3"), "times", 2);
		assertThat(this.control.post("/faults", fault).status()).isEqualTo(201);
		SandboxClient.Reply refused = this.jira.post("/issue", issue());
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).isEqualTo("3");
		assertThat(this.jira.get("/myself").status()).isEqualTo(200);
		assertThat(this.jira.post("/issue", issue()).status()).isEqualTo(429);
		assertThat(this.jira.post("/issue", issue()).status()).isEqualTo(201);
		assertThat(this.sandbox.jira().issues()).hasSize(1);
		assertThat(this.sandbox.calls().recent(Upstream.JIRA, "POST /issue")).extracting(Call::status)
			.containsExactly(429, 429, 201);
	}

	@Test
	void dropClosesTheConnectionBeforeTheWork() {
		this.sandbox.faults().add(Fault.of(Kind.DROP, Upstream.GITHUB, "POST", "/repos/*/*/issues"));
		assertThatIOException().isThrownBy(() -> this.github.post("/repos/acme/widgets/issues", Map.of("title", "A")));
		assertThat(this.sandbox.github().issues()).isEmpty();
	}

	@Test
	void dropAfterDoesTheWorkAndClosesTheConnection() {
		this.sandbox.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.JIRA, "POST", "/issue"));
		assertThatIOException().isThrownBy(() -> this.jira.post("/issue", issue()));
		assertThat(this.sandbox.jira().issues()).hasSize(1);
		assertThat(this.sandbox.calls().recent(Upstream.JIRA, "POST /issue")).singleElement().satisfies((call) -> {
			assertThat(call.status()).isZero();
			assertThat(call.fault()).isEqualTo(Kind.DROP_AFTER);
			assertThat(call.body()).contains("\"summary\":\"A\"");
			assertThat(call.headers()).doesNotContainKey("authorization");
		});
	}

	@Test
	void latencyDelaysTheAnswerAndLetsOtherFaultsHappen() throws IOException {
		this.sandbox.faults().add(Fault.latency(Upstream.GITHUB, 150));
		this.sandbox.faults().add(Fault.status(Upstream.GITHUB, "GET", "/user", 502));
		long start = System.nanoTime();
		assertThat(this.github.get("/user").status()).isEqualTo(502);
		assertThat(System.nanoTime() - start).isGreaterThan(150_000_000L);
		assertThat(this.control.get("/faults").json()).hasSize(1);
		assertThat(this.control.delete("/faults").status()).isEqualTo(204);
		assertThat(this.sandbox.faults().list()).isEmpty();
	}

	@Test
	void pageAndItsFilesAreServed() throws IOException {
		SandboxClient page = SandboxClient.page(this.sandbox);
		assertThat(page.get("").header("Content-Type")).startsWith("text/html");
		assertThat(page.get("sandbox.css").header("Content-Type")).startsWith("text/css");
		assertThat(page.get("sandbox.js").header("Content-Type")).startsWith("text/javascript");
		assertThat(page.get("avatar.svg").header("Content-Type")).startsWith("image/svg");
		assertThat(page.get("jira/browse/SBX-1").header("Location")).endsWith("/#SBX-1");
		assertThat(page.get("other").status()).isEqualTo(404);
	}

	@Test
	void pathsAreMatchedBySegment() {
		assertThat(Faults.matches("/issue", "/issue")).isTrue();
		assertThat(Faults.matches("/issue", "/issue/1")).isFalse();
		assertThat(Faults.matches("/issue/*/comment", "/issue/1/comment")).isTrue();
		assertThat(Faults.matches("/issue/*", "/issue/1/comment")).isFalse();
		assertThat(Faults.matches("/issue/**", "/issue/1/comment")).isTrue();
		assertThat(Faults.matches("issues.*", "issues.opened")).isTrue();
	}

	@Test
	void usersActOverHttpAndResetForgetsAll() throws IOException {
		SandboxClient.Reply opened = this.control.post("/github/issues",
				Map.of("repository", "acme/widgets", "title", "Hello", "labels", List.of("bug")));
		assertThat(opened.text("/author")).isEqualTo("alice");
		this.control.patch("/github/issues/acme/widgets/1", Map.of("state", "closed", "actor", "bob"));
		this.control.post("/github/issues/acme/widgets/1/comments", Map.of("body", "Hi"));
		this.control.post("/jira/issues", Map.of("summary", "Hello", "description", "* one\n* two"));
		this.control.patch("/jira/issues/SBX-1", Map.of("summary", "Bye", "status", "In Progress"));
		this.control.post("/jira/issues/SBX-1/comments", Map.of("body", "Psst", "role", "Administrators"));
		SandboxClient.Reply state = this.control.get("/state");
		assertThat(state.text("/github/issues/0/state")).isEqualTo("closed");
		assertThat(state.text("/github/issues/0/comments/0/body")).isEqualTo("Hi");
		assertThat(state.text("/jira/issues/0/summary")).isEqualTo("Bye");
		assertThat(state.text("/jira/issues/0/status")).isEqualTo("In Progress");
		assertThat(state.text("/jira/issues/0/comments/0/restrictedTo")).isEqualTo("Administrators");
		assertThat(state.text("/github/webhooks/0/outcome")).isEqualTo("held");
		this.github.get("/user");
		assertThat(this.control.get("/calls").json().at("/github/endpoints/GET ~1user").asInt()).isOne();
		assertThat(this.control.post("/reset", Map.of()).status()).isEqualTo(204);
		assertThat(this.sandbox.github().issues()).isEmpty();
		assertThat(this.sandbox.jira().issues()).isEmpty();
		assertThat(this.sandbox.calls().count(Upstream.GITHUB)).isZero();
		assertThat(this.control.post("/faults", Map.of("upstream", "other")).status()).isEqualTo(400);
		assertThat(this.control.patch("/jira/issues/SBX-1", Map.of("summary", "x")).status()).isEqualTo(404);
	}

}
