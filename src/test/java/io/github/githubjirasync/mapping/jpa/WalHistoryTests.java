package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WalHistory} and for what {@link ReplicaStatus} makes of a lag.
 */
class WalHistoryTests {

	private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

	private static final Duration UNKNOWN = Duration.ZERO;

	private final WalHistory history = new WalHistory();

	@Test
	void replicaThatHasAllIsNotBehindHoweverLongThePrimaryIsIdle() {
		this.history.primaryWasAt(100, START);
		this.history.primaryWasAt(100, at(600));
		assertThat(this.history.lag(100, at(600), Duration.ofHours(1))).isZero();
		assertThat(this.history.lag(101, at(600), Duration.ofHours(1))).isZero();
	}

	@Test
	void replicaIsBehindSinceThePrimaryWasLastSeenAtItsPosition() {
		this.history.primaryWasAt(100, START);
		this.history.primaryWasAt(100, at(10));
		this.history.primaryWasAt(200, at(11));
		this.history.primaryWasAt(300, at(12));
		assertThat(this.history.lag(100, at(13), UNKNOWN)).hasSeconds(3);
		assertThat(this.history.lag(250, at(13), UNKNOWN)).hasSeconds(2);
	}

	@Test
	void replicaThatWasBehindBeforeTheFirstLookIsBelievedWhatItSays() {
		this.history.primaryWasAt(100, START);
		assertThat(this.history.lag(50, at(2), Duration.ofMinutes(7))).hasMinutes(7);
		assertThat(this.history.lag(50, at(2), UNKNOWN)).hasSeconds(2);
	}

	@Test
	void replicaOfAPrimaryThatWasNeverSeenIsNotBehind() {
		assertThat(this.history.lag(1, START, Duration.ofHours(1))).isZero();
	}

	@Test
	void cutOffReplicaGetsOlderWithEachLook() {
		for (int second = 0; second < 2000; second++) {
			this.history.primaryWasAt(1000 + second, at(second));
		}
		assertThat(this.history.lag(2990, at(2000), UNKNOWN)).hasSeconds(10);
		assertThat(this.history.lag(500, at(2000), UNKNOWN)).hasSeconds(1000);
	}

	@Test
	void replicaThatWasGivenUpComesBackBelowHalfTheBound() {
		Duration bound = Duration.ofSeconds(4);
		ReplicaStatus within = ReplicaStatus.of(Duration.ofSeconds(4), ReplicaStatus.AWAY, bound);
		assertThat(within.usable()).isTrue();
		ReplicaStatus beyond = ReplicaStatus.of(Duration.ofMillis(4001), within, bound);
		assertThat(beyond.usable()).isFalse();
		assertThat(ReplicaStatus.of(Duration.ofMillis(2001), beyond, bound).usable()).isFalse();
		assertThat(ReplicaStatus.of(Duration.ofSeconds(2), beyond, bound).usable()).isTrue();
	}

	private static Instant at(long second) {
		return START.plusSeconds(second);
	}

}
