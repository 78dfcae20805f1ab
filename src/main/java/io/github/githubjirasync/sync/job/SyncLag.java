package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long after a change, by its upstream's clock, the other side has it:
 * {@code github_jira_sync_sync_lag_seconds} by origin. It holds the sender's delay, the
 * time in the queue, retries and holds. GitHub's times are whole seconds, and the clocks
 * of three machines meet in it.
 */
final class SyncLag {

	private final Map<Origin, Timer> timers = new EnumMap<>(Origin.class);

	private final Clock clock;

	SyncLag(MeterRegistry registry, Clock clock) {
		this.clock = clock;
		for (Origin origin : Origin.values()) {
			this.timers.put(origin, Timer.builder("github.jira.sync.sync.lag")
				.description("Time from a change, by its upstream's clock, until the other side has it")
				.tag("origin", origin.name().toLowerCase(Locale.ROOT))
				.publishPercentileHistogram(false)
				.serviceLevelObjectives(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15),
						Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2))
				.register(registry));
		}
	}

	/** Only what was carried over counts. */
	void note(Change change, JobOutcome outcome) {
		Instant at = (outcome instanceof JobOutcome.Done) ? time(change) : null;
		Timer timer = this.timers.get(isFromJira(change) ? Origin.JIRA : Origin.GITHUB);
		if (at != null && timer != null) {
			Duration lag = Duration.between(at, this.clock.instant());
			timer.record(lag.isNegative() ? Duration.ZERO : lag);
		}
	}

	private static boolean isFromJira(Change change) {
		return change instanceof JiraIssueChanged || change instanceof JiraCommentChanged;
	}

	private static @Nullable Instant time(Change change) {
		if (change instanceof GitHubIssueChanged issue) {
			return issue.issue().updatedAt();
		}
		if (change instanceof GitHubCommentChanged comment) {
			return comment.comment().updatedAt();
		}
		if (change instanceof JiraIssueChanged issue) {
			return issue.at();
		}
		return (change instanceof JiraCommentChanged comment) ? comment.at() : null;
	}

}
