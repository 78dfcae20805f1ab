package io.github.githubjirasync.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Notice;
import io.github.githubjirasync.upstream.CallLimits.Held;
import io.github.githubjirasync.upstream.UpstreamException.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each call draws on, and what each refusal holds back.
 */
class CallLimitsTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final UpstreamProperties DEFAULTS = new Binder(new MapConfigurationPropertySource())
		.bindOrCreate("github-jira-sync.upstream", UpstreamProperties.class);

	private final CallLimits github = new GitHubLimits(DEFAULTS.github(), DEFAULTS.totalTimeout());

	private final CallLimits jira = new JiraLimits(DEFAULTS.jira());

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET    | /repos/a/b/issues/1        | all,circuit,core,core,points 1 900,concurrent
			GET    | /search/issues             | all,circuit,search,search,points 1 900,concurrent
			PATCH  | /repos/a/b/issues/1        | all,circuit,core,core,points 5 900,concurrent,writes
			DELETE | /repos/a/b/issues/comments/1 | all,circuit,core,core,points 5 900,concurrent,writes
			POST   | /repos/a/b/issues          | all,circuit,core,core,points 5 900,concurrent,creates 1 80,\
			creates-long 1 500,writes
			""")
	void callToGitHubDrawsOn(String method, String path, String draws) {
		assertThat(told(this.github, method, path)).isEqualTo(draws);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GET    | /issue/10001               | all,circuit,endpoint:get/issue/-,reads 1 100
					POST   | /issue                     | all,circuit,endpoint:post/issue,reads 1 100
					POST   | /issue/bulkfetch           | all,circuit,endpoint:post/issue/-,reads 1 100
					POST   | /search/jql                | all,circuit,endpoint:post/search/jql,reads 1 100
					PUT    | /issue/10001               | all,circuit,endpoint:put/issue/-,writes 1 50,issue:10001,\
					issue:10001:short 1 20,issue:10001:long 1 100
					POST   | /issue/10001/comment       | all,circuit,endpoint:post/issue/-/comment,reads 1 100,issue:10001,\
					issue:10001:short 1 20,issue:10001:long 1 100
					DELETE | /issue/10001/comment/20002 | all,circuit,endpoint:delete/issue/-/comment/-,writes 1 50,issue:10001,\
					issue:10001:short 1 20,issue:10001:long 1 100
					""")
	void callToJiraDrawsOn(String method, String path, String draws) {
		assertThat(told(this.jira, method, path)).isEqualTo(draws);
	}

	@Test
	void refusalOfPrimaryLimitHoldsBackItsResource() {
		HttpHeaders headers = headers("x-ratelimit-remaining", "0");
		assertThat(this.github.held(HttpMethod.GET, "/search/issues", headers))
			.isEqualTo(new Held("search", Reach.UPSTREAM));
		assertThat(this.github.held(HttpMethod.GET, "/user", headers)).isEqualTo(new Held("core", Reach.UPSTREAM));
	}

	@Test
	void refusalOfSecondaryLimitHoldsBackEverything() {
		assertThat(this.github.held(HttpMethod.GET, "/user", headers("x-ratelimit-remaining", "4000")))
			.isEqualTo(new Held("all", Reach.UPSTREAM));
	}

	@Test
	void rateLimitReasonSaysWhatJiraHoldsBack() {
		HttpMethod put = HttpMethod.PUT;
		assertThat(this.jira.held(put, "/issue/1", headers("RateLimit-Reason", "jira-per-issue-on-write")))
			.isEqualTo(new Held("issue:1", Reach.CALLER));
		assertThat(this.jira.held(put, "/issue/1", headers("RateLimit-Reason", "jira-burst-based")))
			.isEqualTo(new Held("endpoint:put/issue/-", Reach.CALLER));
		assertThat(this.jira.held(put, "/issue/1", headers("RateLimit-Reason", "jira-quota-global-based")))
			.isEqualTo(new Held("all", Reach.UPSTREAM));
		assertThat(this.jira.held(put, "/issue/1", new HttpHeaders())).isEqualTo(new Held("all", Reach.UPSTREAM));
	}

	@Test
	void everyAnswerOfGitHubTellsWhatIsLeft() {
		HttpHeaders headers = headers("x-ratelimit-remaining", "4999");
		headers.set("x-ratelimit-reset", Long.toString(NOW.getEpochSecond() + 90));
		assertThat(this.github.told("/user", headers, NOW))
			.containsExactly(new Notice.Left("core", 4999, Duration.ofSeconds(90)));
		headers.set("x-ratelimit-resource", "search");
		assertThat(this.github.told("/user", headers, NOW))
			.containsExactly(new Notice.Left("search", 4999, Duration.ofSeconds(90)));
		headers.set("x-ratelimit-reset", "soon");
		assertThat(this.github.told("/user", headers, NOW)).isEmpty();
		headers.set("x-ratelimit-reset", Long.toString(NOW.getEpochSecond() - 1));
		assertThat(this.github.told("/user", headers, NOW)).isEmpty();
	}

	private static String told(CallLimits limits, String method, String path) {
		return String.join(",",
				limits.draws(HttpMethod.valueOf(method), path, "token", "job")
					.stream()
					.map((draw) -> told(draw))
					.toList());
	}

	private static String told(Draw draw) {
		return (draw instanceof Draw.Window window) ? window.name() + " " + window.cost() + " " + window.rate().limit()
				: draw.name();
	}

	private static HttpHeaders headers(String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.put(name, List.of(value));
		return headers;
	}

}
