package io.github.githubjirasync.upstream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads from an answer whether it is about a limit, and until when. The order is that of
 * GitHub's "Rate limits for the REST API" and Atlassian's "Rate limiting" (both 2026):
 * {@code Retry-After} in seconds or as a date, then the reset of the budget, then a
 * minute on GitHub and ten seconds on Jira. Always at least a second and at most an hour
 * from now.
 */
final class RateLimit {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final Duration UNNAMED_GITHUB = Duration.ofMinutes(1);

	private static final Duration UNNAMED_JIRA = Duration.ofSeconds(10);

	private RateLimit() {
	}

	static @Nullable Instant until(Upstream upstream, int status, HttpHeaders headers, String words, Instant now) {
		if (!limited(upstream, status, headers, words)) {
			return null;
		}
		Instant named = retryAfter(headers, now);
		if (named == null) {
			named = (upstream == Upstream.GITHUB) ? gitHubReset(headers) : jiraReset(headers);
		}
		if (named == null) {
			named = now.plus((upstream == Upstream.GITHUB) ? UNNAMED_GITHUB : UNNAMED_JIRA);
		}
		return bounded(named, now);
	}

	/** Whether an answer says itself how long to wait. */
	static boolean named(Upstream upstream, HttpHeaders headers) {
		return headers.containsKey(HttpHeaders.RETRY_AFTER)
				|| ((upstream == Upstream.GITHUB) ? gitHubReset(headers) : jiraReset(headers)) != null;
	}

	/** A wait doubled some times, at most an hour: 1 min, 2 min, 4 min … */
	static Duration doubled(Duration wait, int times) {
		Duration doubled = wait.multipliedBy(1L << times);
		return (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
	}

	private static boolean limited(Upstream upstream, int status, HttpHeaders headers, String words) {
		return switch (status) {
			case 429 -> true;
			case 503 -> headers.containsKey(HttpHeaders.RETRY_AFTER);
			case 403 -> upstream == Upstream.GITHUB && (headers.containsKey(HttpHeaders.RETRY_AFTER)
					|| exhausted(headers) || words.toLowerCase(Locale.ROOT).contains("rate limit"));
			default -> false;
		};
	}

	private static boolean exhausted(HttpHeaders headers) {
		return "0".equals(headers.getFirst("x-ratelimit-remaining"));
	}

	private static @Nullable Instant retryAfter(HttpHeaders headers, Instant now) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		Long seconds = number(value);
		if (seconds != null) {
			return now.plusSeconds(seconds);
		}
		try {
			return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Instant gitHubReset(HttpHeaders headers) {
		String value = headers.getFirst("x-ratelimit-reset");
		Long epochSecond = (value != null && exhausted(headers)) ? number(value) : null;
		return (epochSecond != null) ? Instant.ofEpochSecond(epochSecond) : null;
	}

	private static @Nullable Instant jiraReset(HttpHeaders headers) {
		String value = headers.getFirst("X-RateLimit-Reset");
		try {
			return (value != null) ? OffsetDateTime.parse(value.strip()).toInstant() : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** A whole number of at most eleven digits, so that no sum with it overflows. */
	private static @Nullable Long number(String value) {
		String digits = value.strip();
		return digits.matches("\\d{1,11}") ? Long.valueOf(digits) : null;
	}

	private static Instant bounded(Instant named, Instant now) {
		Instant earliest = now.plus(SHORTEST);
		Instant latest = now.plus(LONGEST);
		return named.isBefore(earliest) ? earliest : named.isAfter(latest) ? latest : named;
	}

}
