package io.github.githubjirasync.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.sandbox.Call;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of jobs when an upstream fails, and what operators can do.
 */
class FaultIntegrationTests extends EndToEnd {

	private static final String OPERATOR = "operator:operator";

	private static final String VIEWER = "viewer:viewer";

	@Test
	void unavailableJiraIsTriedAgain() {
		SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		awaitQuiet();
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "PUT", "/issue/*", 503).times(2));
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B"), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("B");
		assertThat(SANDBOX.calls().recent(Upstream.JIRA, "PUT /issue/{issueIdOrKey}")).extracting(Call::status)
			.containsExactly(503, 503, 204);
		assertThat(causes()).isEmpty();
	}

	@Test
	void createIsTriedAgainAfterUnavailableJira() {
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "POST", "/issue", 503).times(2));
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("A");
		assertThat(causes()).isEmpty();
	}

	@Test
	void rateLimitHoldsBackAllJobsForThatUpstreamAndCostsNoAttempt() {
		SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		awaitQuiet();
		// As often as a job has attempts.
		Fault limit = Fault.status(Upstream.JIRA, "PUT", "/issue/*", 429);
		SANDBOX.faults().add(limit.header("Retry-After", "3"));
		SANDBOX.faults().add(limit.header("Retry-After", "0").times(2));
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B"), "alice");
		await().until(() -> this.queue.counts().delayed() == 1);
		long before = SANDBOX.calls().count(Upstream.JIRA);
		SANDBOX.github().openIssue(REPOSITORY, "Other", null, List.of(), "bob");
		await().until(() -> this.queue.counts().delayed() == 2);
		assertThat(SANDBOX.calls().count(Upstream.JIRA)).isEqualTo(before);
		// Jobs for GitHub go on meanwhile; that of the same pair waits its turn.
		SANDBOX.jira().createIssue(PROJECT, "From Jira", null, List.of(), "bob");
		await().until(() -> SANDBOX.github().issues().size() == 3);
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).extracting((issue) -> issue.summary())
			.containsExactlyInAnyOrder("B", "Other", "From Jira");
		assertThat(SANDBOX.calls().recent(Upstream.JIRA, "PUT /issue/{issueIdOrKey}")).extracting(Call::status)
			.containsExactly(429, 429, 429, 204);
		assertThat(causes()).isEmpty();
	}

	@Test
	void whatJiraRefusesIsADeadLetterInItsWordsThatAnOperatorReplays() {
		refuseCreate();
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		await().until(() -> dead().size() == 1);
		awaitSilence();
		DeadLetter letter = dead().get(0);
		assertThat(letter.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).contains("Jira", "400", "'components' is required"));
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /issue")).isOne();

		String replay = "/ops/dead-letters/" + letter.job().id() + "/replay";
		assertThat(Http.get(opsUrl("/ops/dead-letters"), null).statusCode()).isEqualTo(401);
		assertThat(Http.post(opsUrl(replay), VIEWER).statusCode()).isEqualTo(403);
		assertThat(Http.get(opsUrl("/ops/dead-letters"), VIEWER).body()).contains("'components' is required");
		assertThat(SANDBOX.jira().issues()).isEmpty();

		assertThat(Http.post(opsUrl(replay), OPERATOR).statusCode()).isEqualTo(204);
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("A");
		assertThat(dead()).isEmpty();
		assertThat(Http.post(opsUrl(replay), OPERATOR).statusCode()).isEqualTo(404);
	}

	@Test
	void discardedDeadLetterIsGone() {
		refuseCreate();
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		await().until(() -> dead().size() == 1);
		String path = "/ops/dead-letters/" + dead().get(0).job().id();
		assertThat(Http.delete(opsUrl(path), VIEWER).statusCode()).isEqualTo(403);
		assertThat(dead()).hasSize(1);
		assertThat(Http.delete(opsUrl(path), OPERATOR).statusCode()).isEqualTo(204);
		awaitSilence();
		assertThat(dead()).isEmpty();
		assertThat(SANDBOX.jira().issues()).isEmpty();
		// The issue itself is not lost: what happens to it next brings it.
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B"), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("B");
	}

	@Test
	void refusedStatusDoesNotHoldBackTheFields() {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitQuiet();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "POST", "/issue/*/transitions", 400));
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B", "body", "* one\n* two"), "alice");
		SANDBOX.github().close(REPOSITORY, 1, "alice");
		SANDBOX.webhooks(Upstream.GITHUB).releaseReversed();
		awaitSilence();
		assertThat(onlyGitHubIssue().body()).isEqualTo("* one\n* two");
		assertThat(onlyJiraIssue().summary()).isEqualTo("B");
		dead().forEach((letter) -> this.deadLetters.replay(letter.job().id()));
		awaitSilence();
		assertThat(onlyJiraIssue().status()).isEqualTo("Done");
		assertThat(onlyGitHubIssue().body()).isEqualTo("* one\n* two");
		assertThat(onlyGitHubIssue().state()).isEqualTo("closed");
		assertThat(causes()).isEmpty();
	}

	@Test
	void slowUpstreamIsAwaited() {
		SANDBOX.faults().add(Fault.latency(Upstream.JIRA, 300));
		Instant start = Instant.now();
		SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		await().until(() -> SANDBOX.webhooks(Upstream.GITHUB).idle());
		assertThat(SANDBOX.webhooks(Upstream.GITHUB).list()).singleElement()
			.satisfies((sent) -> assertThat(sent.status()).isEqualTo(202));
		assertThat(Duration.between(start, SANDBOX.webhooks(Upstream.GITHUB).list().get(0).at()))
			.isLessThan(Duration.ofSeconds(2));
		awaitSilence();
		assertThat(onlyJiraIssue().remoteLinks()).hasSize(1);
	}

	private static void refuseCreate() {
		SANDBOX.faults()
			.add(new Fault(Upstream.JIRA, "POST", "/issue", Fault.Kind.STATUS, 400, Map.of(),
					"{\"errorMessages\":[],\"errors\":{\"components\":\"'components' is required\"}}", 1, 0));
	}

	private String opsUrl(String path) {
		return "http://localhost:" + this.port + path;
	}

}
