package io.github.githubjirasync.queue.redis;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerClock}, with answers at moments in milliseconds.
 */
class ServerClockTests {

	private static final long MILLI = 1_000_000;

	private static final long HOUR_MICROS = 3_600_000_000L;

	private final ServerClock clock = new ServerClock();

	private void told(long atMillis, long serverMillis) {
		this.clock.told(HOUR_MICROS + serverMillis * 1_000, atMillis * MILLI);
	}

	private long microsAt(long millis) {
		return this.clock.microsAt(millis * MILLI) - HOUR_MICROS;
	}

	@Test
	void isUnknownBeforeAnyAnswer() {
		assertThat(this.clock.isKnown()).isFalse();
		told(0, 0);
		assertThat(this.clock.isKnown()).isTrue();
	}

	@Test
	void followsTheAnswers() {
		told(50, 20);
		assertThat(microsAt(50)).isEqualTo(20_000);
		assertThat(microsAt(60)).isBetween(29_900L, 30_000L);
	}

	@Test
	void answersThatTookLongTellNothing() {
		told(100, 100);
		told(140, 110);
		assertThat(microsAt(140)).isBetween(139_900L, 140_000L);
	}

	@Test
	void answersThatTookLessTimeCorrectIt() {
		told(100, 70);
		told(110, 110);
		assertThat(microsAt(110)).isEqualTo(110_000);
	}

	/** Here the server's clock runs slower by 0.05 %, for ten minutes. */
	@Test
	void doesNotRunAheadOfAClockThatRunsSlower() {
		for (long seconds = 1; seconds <= 600; seconds++) {
			this.clock.told(HOUR_MICROS + seconds * 999_500, seconds * 1_000 * MILLI);
		}
		assertThat(microsAt(600_000)).isEqualTo(600 * 999_500L);
	}

	@Test
	void neverGoesBackWhateverTheAnswersTook() {
		long before = Long.MIN_VALUE;
		for (int i = 1; i < 2_000; i++) {
			told(i, i - (i * 7919L) % 40);
			long now = this.clock.microsAt(i * MILLI + 1_000);
			assertThat(now).isGreaterThan(before);
			assertThat(now).isLessThanOrEqualTo(HOUR_MICROS + i * 1_000L + 1);
			before = now;
		}
	}

	@Test
	void followsAClockThatIsSetBack() {
		told(100, 100_000);
		told(200, 60_000);
		assertThat(microsAt(200)).isEqualTo(60_000_000);
	}

	/** Where more than the truth would do harm, only the newest answer counts. */
	@Test
	void showsNoMoreThanAClockThatWasSetBackALittle() {
		told(100, 100);
		told(200, 160);
		assertThat(this.clock.noMoreThanAt(200 * MILLI)).isEqualTo(HOUR_MICROS + 160_000);
		assertThat(microsAt(200)).isGreaterThan(199_000);
	}

}
