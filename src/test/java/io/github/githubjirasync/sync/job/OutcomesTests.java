package io.github.githubjirasync.sync.job;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import io.github.githubjirasync.mapping.MappingConflictException;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Outcomes}: each failure and what it costs.
 */
class OutcomesTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final Outcomes outcomes = new Outcomes(Clock.fixed(NOW, ZoneOffset.UTC));

	static Stream<Arguments> failures() {
		return Stream.of(
				Arguments.of(new UpstreamException.RateLimited(Upstream.JIRA, "429", NOW.plusSeconds(30)),
						new JobOutcome.Snooze(Duration.ofSeconds(30), "429", "upstream:jira")),
				Arguments.of(new UpstreamException.RateLimited(Upstream.GITHUB, "429", NOW.minusSeconds(3)),
						new JobOutcome.Snooze(Duration.ofMillis(500), "429", "upstream:github")),
				Arguments.of(
						new UpstreamException.RateLimited(Upstream.JIRA, "turn", NOW.plusSeconds(3),
								UpstreamException.Reach.CALLER),
						new JobOutcome.Snooze(Duration.ofSeconds(3), "turn", null)),
				Arguments.of(new UpstreamException.Transient(Upstream.JIRA, "503", null), new JobOutcome.Retry("503")),
				Arguments.of(new UpstreamException.Transient(Upstream.JIRA, "away", null, NOW.plusSeconds(5)),
						new JobOutcome.Snooze(Duration.ofSeconds(5), "away", "upstream:jira")),
				Arguments.of(new UpstreamException.Unauthorised(Upstream.JIRA, "401"), new JobOutcome.Retry("401")),
				Arguments.of(new UpstreamException.Rejected(Upstream.JIRA, 400, "400: summary"),
						new JobOutcome.Dead("400: summary")),
				Arguments.of(new UpstreamException.Gone(Upstream.JIRA, "404"), new JobOutcome.Dead("404")),
				Arguments.of(new Holding(Duration.ofSeconds(2), "settles", null),
						new JobOutcome.Snooze(Duration.ofSeconds(2), "settles", null)),
				Arguments.of(new UnreadableJobException("form 9", null), new JobOutcome.Dead("form 9")),
				Arguments.of(new StaleMappingException("stale"),
						new JobOutcome.Snooze(Duration.ofMillis(500), "stale", null)),
				Arguments.of(new MappingConflictException("mapped already", new IllegalStateException("unique")),
						new JobOutcome.Dead("mapped already")),
				Arguments.of(new DataAccessResourceFailureException("no connection"),
						new JobOutcome.Snooze(Duration.ofSeconds(5), "the database is not available: no connection",
								null)),
				Arguments.of(new QueryTimeoutException("too slow"),
						new JobOutcome.Snooze(Duration.ofSeconds(5), "the database is not available: too slow", null)),
				Arguments.of(new CannotCreateTransactionException("down"),
						new JobOutcome.Snooze(Duration.ofSeconds(5), "the database is not available: down", null)),
				Arguments.of(database("no roll-back", new SQLException("Connection is closed")),
						new JobOutcome.Snooze(Duration.ofSeconds(5), "the database is not available: no roll-back",
								null)),
				Arguments.of(database("ended", new SQLException("terminated by the administrator", "57P01")),
						new JobOutcome.Snooze(Duration.ofSeconds(5), "the database is not available: ended", null)),
				Arguments.of(database("refused", new SQLException("by a trigger", "P0001")),
						new JobOutcome.Retry("unexpected: " + database("refused", new SQLException()))),
				Arguments.of(new IllegalStateException("a bug"),
						new JobOutcome.Retry("unexpected: java.lang.IllegalStateException: a bug")));
	}

	private static RuntimeException database(String message, SQLException cause) {
		return new UncategorizedDataAccessException(message, new IllegalStateException(cause)) {
		};
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failureBecomesOutcome(RuntimeException failure, JobOutcome expected) {
		assertThat(this.outcomes.of(failure)).isEqualTo(expected);
	}

	@Test
	void jobOfANewerReleaseWaitsForANewerInstanceWhileARolloutMayGoOn() {
		NewerJobException failure = new NewerJobException("form 2");
		assertThat(this.outcomes.newer(failure, NOW.minus(Duration.ofHours(23))))
			.isEqualTo(new JobOutcome.Snooze(Duration.ofSeconds(2), "form 2", null));
		assertThat(this.outcomes.newer(failure, NOW.minus(Duration.ofHours(24))))
			.isEqualTo(new JobOutcome.Dead("form 2"));
	}

}
