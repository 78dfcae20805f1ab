package io.github.githubjirasync.upstream;

import java.time.Instant;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RateLimitTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final long EPOCH = NOW.getEpochSecond();

	static Stream<Arguments> answers() {
		return Stream.of(
				// upstream, status, headers, words, seconds from now (null: no limit)
				arguments(Upstream.GITHUB, 429, "retry-after=17", "", 17L),
				arguments(Upstream.GITHUB, 403, "retry-after=17", "", 17L),
				arguments(Upstream.GITHUB, 429, "retry-after=Fri, 02 Jan 2026 03:05:05 GMT", "", 60L),
				arguments(Upstream.GITHUB, 403,
						"retry-after=9|x-ratelimit-remaining=0|x-ratelimit-reset=" + (EPOCH + 90), "", 9L),
				arguments(Upstream.GITHUB, 403, "x-ratelimit-remaining=0|x-ratelimit-reset=" + (EPOCH + 90), "", 90L),
				arguments(Upstream.GITHUB, 403, "x-ratelimit-remaining=0", "", 60L),
				arguments(Upstream.GITHUB, 403, "x-ratelimit-remaining=4999|x-ratelimit-reset=" + (EPOCH + 90),
						"You have exceeded a secondary rate limit.", 60L),
				arguments(Upstream.GITHUB, 429, "x-ratelimit-remaining=7|x-ratelimit-reset=" + (EPOCH + 90), "", 60L),
				arguments(Upstream.GITHUB, 403, "x-ratelimit-remaining=4999",
						"Resource not accessible by personal access token", null),
				arguments(Upstream.GITHUB, 503, "retry-after=5", "", 5L), arguments(Upstream.GITHUB, 503, "", "", null),
				arguments(Upstream.GITHUB, 500, "retry-after=5", "", null),
				arguments(Upstream.GITHUB, 200, "retry-after=5", "", null),
				arguments(Upstream.JIRA, 429, "Retry-After=3", "", 3L),
				arguments(Upstream.JIRA, 429, "Retry-After=3|X-RateLimit-Reset=2026-01-02T03:10Z", "", 3L),
				arguments(Upstream.JIRA, 429, "X-RateLimit-Reset=2026-01-02T03:10Z", "", 355L),
				arguments(Upstream.JIRA, 429, "X-RateLimit-Reset=2026-01-02T04:04:35+01:00", "", 30L),
				arguments(Upstream.JIRA, 429, "X-RateLimit-Reset=soon", "", 10L),
				arguments(Upstream.JIRA, 429, "", "", 10L), arguments(Upstream.JIRA, 503, "Retry-After=12", "", 12L),
				arguments(Upstream.JIRA, 403, "Retry-After=12", "rate limit", null),
				// Bounds: at least a second, at most an hour.
				arguments(Upstream.JIRA, 429, "Retry-After=0", "", 1L),
				arguments(Upstream.JIRA, 429, "Retry-After=86400", "", 3600L),
				arguments(Upstream.JIRA, 429, "Retry-After=99999999999", "", 3600L),
				arguments(Upstream.JIRA, 429, "Retry-After=9999999999999999999999", "", 10L),
				arguments(Upstream.JIRA, 429, "Retry-After=-5", "", 10L),
				arguments(Upstream.JIRA, 429, "Retry-After=never", "", 10L),
				arguments(Upstream.GITHUB, 403, "x-ratelimit-remaining=0|x-ratelimit-reset=" + (EPOCH - 90), "", 1L),
				arguments(Upstream.GITHUB, 403, "x-ratelimit-remaining=0|x-ratelimit-reset=99999999999", "", 3600L),
				arguments(Upstream.GITHUB, 429, "retry-after=Thu, 01 Jan 1970 00:00:00 GMT", "", 1L));
	}

	@ParameterizedTest
	@MethodSource("answers")
	void answerNamesWhenToCallAgain(Upstream upstream, int status, String headers, String words,
			@Nullable Long seconds) {
		Instant until = RateLimit.until(upstream, status, headers(headers), words, NOW);
		assertThat(until).isEqualTo((seconds != null) ? NOW.plusSeconds(seconds) : null);
	}

	private static HttpHeaders headers(String pairs) {
		HttpHeaders headers = new HttpHeaders();
		for (String pair : pairs.split("\\|")) {
			if (!pair.isEmpty()) {
				headers.set(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
			}
		}
		return headers;
	}

}
