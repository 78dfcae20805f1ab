package io.github.githubjirasync.upstream;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.githubjirasync.upstream.UpstreamException.Gone;
import io.github.githubjirasync.upstream.UpstreamException.RateLimited;
import io.github.githubjirasync.upstream.UpstreamException.Rejected;
import io.github.githubjirasync.upstream.UpstreamException.Transient;
import io.github.githubjirasync.upstream.UpstreamException.Unauthorised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamErrorsTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final URI ISSUE = URI.create("https://acme.example/rest/api/3/issue/10001?secret=1");

	private final UpstreamErrors jira = new UpstreamErrors(Upstream.JIRA, Clock.fixed(NOW, ZoneOffset.UTC));

	private final UpstreamErrors gitHub = new UpstreamErrors(Upstream.GITHUB, Clock.fixed(NOW, ZoneOffset.UTC));

	@ParameterizedTest
	@CsvSource({ "400, Rejected", "401, Unauthorised", "403, Unauthorised", "404, Gone", "405, Rejected",
			"408, Transient", "409, Rejected", "410, Gone", "413, Rejected", "415, Rejected", "422, Rejected",
			"425, Transient", "429, RateLimited", "451, Rejected", "500, Transient", "502, Transient", "503, Transient",
			"504, Transient", "301, Rejected", "303, Rejected" })
	void statusDecidesTheKindOnBothUpstreams(int status, String kind) {
		assertThat(refused(this.jira, status, "").getClass().getSimpleName()).isEqualTo(kind);
		assertThat(refused(this.gitHub, status, "").getClass().getSimpleName()).isEqualTo(kind);
	}

	@Test
	void refusalNamesCallStatusAndJirasOwnWords() {
		UpstreamException refused = refused(this.jira, 400, """
				{"errorMessages":[],"errors":{"summary":"The summary must be on one line"}}""");
		assertThat(refused).isInstanceOf(Rejected.class)
			.hasMessage("Jira PUT /rest/api/3/issue/10001 rejected (400: summary: The summary must be on one line)");
		assertThat(((Rejected) refused).status()).isEqualTo(400);
		assertThat(refused.upstream()).isEqualTo(Upstream.JIRA);
	}

	@Test
	void eachKindSaysWhatHappened() {
		assertThat(refused(this.gitHub, 401, "{\"message\":\"Bad credentials\"}")).isInstanceOf(Unauthorised.class)
			.hasMessage("GitHub PUT /rest/api/3/issue/10001 not authorised (401: Bad credentials)");
		assertThat(refused(this.gitHub, 404, "{\"message\":\"Not Found\"}")).isInstanceOf(Gone.class)
			.hasMessage("GitHub PUT /rest/api/3/issue/10001 not found (404: Not Found)");
		assertThat(refused(this.jira, 500, "")).isInstanceOf(Transient.class)
			.hasMessage("Jira PUT /rest/api/3/issue/10001 failed (500)");
	}

	@Test
	void rateLimitSaysUntilWhen() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Retry-After", "30");
		UpstreamException refused = this.jira.refused(HttpMethod.PUT, ISSUE, 429, headers, new byte[0]);
		assertThat(refused).isInstanceOf(RateLimited.class)
			.hasMessage("Jira PUT /rest/api/3/issue/10001 rate-limited until 2026-01-02T03:04:35Z (429)");
		assertThat(((RateLimited) refused).until()).isEqualTo(NOW.plusSeconds(30));
	}

	@Test
	void refusedRedirectNamesTheNewLocationWithoutItsSecrets() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Location", "https://user:pass@elsewhere.example/issue/1?token=x");
		UpstreamException refused = this.gitHub.refused(HttpMethod.GET, ISSUE, 301, headers, new byte[0]);
		assertThat(refused).hasMessage("GitHub GET /rest/api/3/issue/10001 rejected "
				+ "(301: redirect to https://elsewhere.example/issue/1 is not followed)");
	}

	@Test
	void networkFaultIsPassing() {
		assertThat(this.jira.failed(HttpMethod.GET, ISSUE, new SocketTimeoutException("Read timed out")))
			.isInstanceOf(Transient.class)
			.hasMessage("Jira GET /rest/api/3/issue/10001 failed (SocketTimeoutException: Read timed out)")
			.hasCauseInstanceOf(SocketTimeoutException.class);
		assertThat(this.jira.failed(HttpMethod.GET, ISSUE, new ConnectException())).isInstanceOf(Transient.class);
	}

	@Test
	void messageHoldsAtMost1000CharactersOnOneLine() {
		String words = "{\"message\":\"line one\\r\\nline\\u0000two\\u202E " + "x".repeat(5000) + "\"}";
		assertThat(refused(this.gitHub, 422, words).getMessage()).hasSize(1000)
			.contains("422: line one line two xxx")
			.endsWith("x…");
	}

	@Test
	void queryIsInNoMessage() {
		assertThat(refused(this.gitHub, 422, "").getMessage()).doesNotContain("secret");
		assertThat(this.gitHub.foreign(HttpMethod.GET, URI.create("https://evil.example/a?token=1")).getMessage())
			.contains("https://evil.example/a ")
			.doesNotContain("token");
	}

	private static UpstreamException refused(UpstreamErrors errors, int status, String body) {
		return errors.refused(HttpMethod.PUT, ISSUE, status, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8));
	}

}
