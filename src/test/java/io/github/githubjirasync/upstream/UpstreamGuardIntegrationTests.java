package io.github.githubjirasync.upstream;

import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Notice;
import io.github.githubjirasync.upstream.UpstreamException.RateLimited;
import io.github.githubjirasync.upstream.UpstreamException.Reach;
import io.github.githubjirasync.upstream.UpstreamException.Transient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a guarded client does within limits and when an upstream is away. It is longer
 * than usual so that its tests share the server that they call.
 */
class UpstreamGuardIntegrationTests {

	private final StubUpstream stub = StubUpstream.lenient();

	private final ScriptedBudgets budgets = new ScriptedBudgets();

	private final MovedClock clock = new MovedClock();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final UpstreamGuards guards = new UpstreamGuards(properties(), this.budgets, this.clock,
			new UpstreamMeters(this.meters));

	private final UpstreamHttp http = new UpstreamHttp(RestClient::builder, this.clock, "test", this.guards,
			DataSize.ofMegabytes(1), null);

	private final ThingApi github = client(Upstream.GITHUB);

	private final ThingApi jira = client(Upstream.JIRA);

	@AfterEach
	void stop() {
		this.http.close();
		this.stub.close();
	}

	@Test
	void longWaitRefusesBeforeAnythingIsSent() {
		this.budgets.refuse("points", Duration.ofSeconds(20));
		assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> this.github.issue("1"))
			.withMessage("GitHub GET /issue/1 held back until 2026-01-02T03:04:25Z (waits for 'points')")
			.satisfies((ex) -> {
				assertThat(ex.until()).isEqualTo(this.clock.instant().plusSeconds(20));
				assertThat(ex.reach()).isEqualTo(Reach.UPSTREAM);
			});
		assertThat(this.stub.calls()).isEmpty();
		assertThat(limited("github", "budget")).isEqualTo(1);
	}

	@Test
	void shortWaitIsWaitedOnTheThread() {
		this.budgets.refuse("reads", Duration.ofMillis(20)).refuse("reads", Duration.ofMillis(20));
		this.stub.answer(200, "{}");
		this.jira.issue("1");
		assertThat(this.stub.calls()).hasSize(1);
	}

	@Test
	void shortWaitsAddUpToTheBound() {
		for (int i = 0; i < 6; i++) {
			this.budgets.refuse("reads", Duration.ofMillis(40));
		}
		assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> this.jira.issue("1"));
	}

	@Test
	void waitForOneIssueOrATurnConcernsTheCallerAlone() {
		this.budgets.refuse("issue:1:short", Duration.ofSeconds(2)).refuse("writes", Duration.ofSeconds(2));
		assertThat(catchThrowableOfType(RateLimited.class, () -> this.jira.comment("1", Map.of())).reach())
			.isEqualTo(Reach.CALLER);
		try (UpstreamCaller caller = UpstreamCaller.enter("job-7")) {
			assertThat(catchThrowableOfType(RateLimited.class, () -> this.github.comment("1", Map.of())).reach())
				.isEqualTo(Reach.CALLER);
		}
		assertThat(this.budgets.draws.stream().filter(Draw.Turn.class::isInstance).map(Draw.Turn.class::cast))
			.extracting(Draw.Turn::holder)
			.containsExactly("job-7");
	}

	@Test
	void callEndsItsTurnAndFreesItsPlace() {
		this.stub.answer(200, "{}");
		try (UpstreamCaller caller = UpstreamCaller.enter("job-7")) {
			this.github.comment("1", Map.of());
		}
		assertThat(this.budgets.notices)
			.anySatisfy((notice) -> assertThat(notice).isEqualTo(new Notice.TurnEnded("writes", "job-7")))
			.hasAtLeastOneElementOfType(Notice.PlaceFreed.class);
	}

	@Test
	void refusalHoldsBackForTheTimeThatItNames() {
		this.stub.answer(429, "{}", "Retry-After", "7")
			.answer(429, "{}", "Retry-After", "3", "RateLimit-Reason", "jira-per-issue-on-write");
		assertThat(catchThrowableOfType(RateLimited.class, () -> this.jira.issue("1")).reach())
			.isEqualTo(Reach.UPSTREAM);
		assertThat(catchThrowableOfType(RateLimited.class, () -> this.jira.comment("1", Map.of())).reach())
			.isEqualTo(Reach.CALLER);
		assertThat(this.budgets.holds()).containsExactly("all 7000", "issue:1 3000");
		assertThat(limited("jira", "upstream")).isEqualTo(2);
	}

	@Test
	void refusalsThatNameNoTimeHoldBackTwiceAsLongEachTime() {
		this.stub.answer(429, "{}").answer(429, "{}").answer(429, "{}").answer(200, "{}").answer(429, "{}");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> this.github.issue("1"));
		}
		this.github.issue("1");
		assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> this.github.issue("1"));
		assertThat(this.budgets.holds()).containsExactly("all 60000", "all 120000", "all 240000", "all 60000");
	}

	@Test
	void credentialsAreNotSentInTheClearToOtherMachines() {
		HttpSettings plain = new HttpSettings(URI.create("http://jira.acme.example"), Duration.ofSeconds(2),
				Duration.ofSeconds(5), 4, DataSize.ofMegabytes(1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.http.client(ThingApi.class, Upstream.JIRA, plain, Credentials.bearer("s3cret")))
			.withMessageContaining("set github-jira-sync.upstream.plain-http");
	}

	@Test
	void gaugeTellsWhatIsLeft() {
		this.stub.answer(200, "{}");
		this.github.issue("1");
		assertThat(this.meters.get("github.jira.sync.upstream.budget.left").tag("budget", "points").gauge().value())
			.isEqualTo(7);
		assertThat(this.meters.get("github.jira.sync.upstream.budget.left").tag("budget", "reads").gauge().value())
			.isNaN();
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void failureOfOneCallIsItsOwnWhileTheUpstreamAnswers(int status) {
		this.stub.answer(status, "{}").answer(200, "{}").answer(200, "{}");
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.jira.issue("1"))
			.satisfies((ex) -> assertThat(ex.awayUntil()).isNull());
		this.jira.issue("1");
		assertThat(this.stub.calls()).extracting(StubUpstream.Call::toString)
			.containsExactly("GET /issue/1", "GET /serverInfo", "GET /issue/1");
	}

	@Test
	void upstreamThatDoesNotAnswerIsLeftAloneAndTriedByOneCall() {
		this.stub.answer(503, "{}").answer(503, "{}");
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.jira.issue("1"))
			.satisfies((ex) -> assertThat(ex.awayUntil()).isEqualTo(this.clock.instant().plusSeconds(5)));
		assertThat(this.budgets.holds()).containsExactly("circuit 5000");
		assertThat(this.meters.get("github.jira.sync.upstream.away").tag("upstream", "jira").gauge().value())
			.isEqualTo(1);
		// Nothing is sent meanwhile.
		assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> this.jira.issue("1"))
			.satisfies((ex) -> assertThat(ex.until()).isEqualTo(this.clock.instant().plusSeconds(5)));
		assertThatExceptionOfType(RateLimited.class)
			.isThrownBy(() -> new Upstreams(this.guards).require(Upstream.JIRA));
		new Upstreams(this.guards).require(Upstream.GITHUB);
		assertThat(this.stub.calls()).hasSize(2);
		// It is still away: the one call that tries it uses up no attempt, and needs no
		// probe.
		this.clock.move(Duration.ofSeconds(6));
		this.stub.answer(503, "{}");
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.jira.issue("1"))
			.satisfies((ex) -> assertThat(ex.awayUntil()).isEqualTo(this.clock.instant().plusSeconds(5)));
		assertThat(this.stub.calls()).hasSize(3);
		this.clock.move(Duration.ofSeconds(6));
		new Upstreams(this.guards).require(Upstream.JIRA);
		this.stub.answer(200, "{}").answer(200, "{}");
		this.jira.issue("1");
		this.jira.issue("1");
		assertThat(this.meters.get("github.jira.sync.upstream.away").tag("upstream", "jira").gauge().value()).isZero();
	}

	@Test
	void lostConnectionsAreAnOutageToo() {
		this.stub.answer((exchange) -> exchange.close()).answer((exchange) -> exchange.close()).answer(502, "{}");
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.github.issue("1"))
			.satisfies((ex) -> assertThat(ex.awayUntil()).isNotNull());
		assertThat(this.stub.calls()).extracting(StubUpstream.Call::path)
			.containsExactly("/issue/1", "/issue/1", "/rate_limit");
	}

	@Test
	void callThatIsInterruptedHereIsNoOutage() {
		Thread caller = Thread.currentThread();
		this.stub.answer((exchange) -> {
			caller.interrupt();
			LockSupport.parkNanos(500_000_000);
			exchange.close();
		});
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.jira.issue("1"))
			.satisfies((ex) -> assertThat(ex.awayUntil()).isNull());
		assertThat(Thread.interrupted()).isTrue();
		this.stub.answer(200, "{}");
		this.jira.issue("1");
		assertThat(this.stub.calls()).extracting(StubUpstream.Call::path).containsExactly("/issue/1", "/issue/1");
	}

	@Test
	void limitsAndRefusalsAreNoOutage() {
		for (int i = 0; i < 15; i++) {
			this.stub.answer(404, "{}").answer(429, "{}");
			assertThatExceptionOfType(UpstreamException.Gone.class).isThrownBy(() -> this.jira.issue("1"));
			assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> this.jira.issue("1"));
		}
		new Upstreams(this.guards).require(Upstream.JIRA);
	}

	@Test
	void answerThatDripsIsCutAtTheTotalTime() {
		this.stub.answer((exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 0);
			try (OutputStream out = exchange.getResponseBody()) {
				for (int i = 0; i < 100; i++) {
					out.write(' ');
					out.flush();
					LockSupport.parkNanos(80_000_000);
				}
			}
		}).answer(200, "{}");
		long start = System.nanoTime();
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.jira.issue("1"))
			.withMessageContaining("no whole answer within 2000 ms");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(7000));
	}

	@Test
	void unchangedAnswerIsNotSentAgain() {
		this.stub.answer(200, "{\"name\":\"a\"}", "ETag", "W/\"1\"")
			.answer(304, "", "ETag", "W/\"1\"")
			.answer(200, "{\"name\":\"b\"}", "ETag", "W/\"2\"")
			.answer(304, "");
		assertThat(this.github.issue("1").name()).isEqualTo("a");
		assertThat(this.github.issue("1").name()).isEqualTo("a");
		assertThat(this.github.issue("1").name()).isEqualTo("b");
		assertThat(this.github.issue("1").name()).isEqualTo("b");
		assertThat(this.stub.calls()).extracting((call) -> call.header("If-None-Match"))
			.containsExactly(null, "W/\"1\"", "W/\"1\"", "W/\"2\"");
	}

	@Test
	void unchangedAnswerGivesBackWhatItDrewOnThePrimaryLimit() {
		String reset = Long.toString(this.clock.instant().plusSeconds(600).getEpochSecond());
		this.stub.answer(200, "{}", "ETag", "W/\"1\"")
			.answer(304, "", "x-ratelimit-remaining", "7", "x-ratelimit-reset", reset);
		this.github.issue("1");
		assertThat(this.budgets.notices).doesNotHaveAnyElementsOfTypes(Notice.Returned.class);
		this.github.issue("1");
		// What the answer itself says comes last, so that it bounds what is given back.
		assertThat(this.budgets.notices).containsSubsequence(new Notice.Returned("core", 1),
				new Notice.Left("core", 7, Duration.ofMinutes(10)));
	}

	private double limited(String upstream, String by) {
		return this.meters.get("github.jira.sync.upstream.limited")
			.tag("upstream", upstream)
			.tag("by", by)
			.counter()
			.count();
	}

	private static UpstreamProperties properties() {
		return new Binder(new MapConfigurationPropertySource(Map.of("github-jira-sync.upstream.longest-wait", "200ms",
				"github-jira-sync.upstream.total-timeout", "2s")))
			.bindOrCreate("github-jira-sync.upstream", UpstreamProperties.class);
	}

	private ThingApi client(Upstream upstream) {
		return this.http.client(
				ThingApi.class, upstream, new HttpSettings(URI.create(this.stub.url().toString()),
						Duration.ofSeconds(2), Duration.ofSeconds(5), 4, DataSize.ofMegabytes(1)),
				Credentials.bearer("s3cret"));
	}

	interface ThingApi {

		@GetExchange("/issue/{id}")
		Thing issue(@PathVariable String id);

		@PostExchange(url = "/issue/{id}/comment", contentType = "application/json")
		Thing comment(@PathVariable String id, @RequestBody Map<String, String> comment);

	}

	record Thing(String name) {
	}

}
