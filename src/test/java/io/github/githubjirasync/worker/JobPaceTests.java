package io.github.githubjirasync.worker;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobPace}.
 */
class JobPaceTests {

	private final JobPace pace = new JobPace();

	private void run(int jobs, long micros) {
		for (int i = 0; i < jobs; i++) {
			this.pace.ran(TimeUnit.MICROSECONDS.toNanos(micros));
		}
	}

	@Test
	void nothingIsTakenAheadBeforeAnyHasRun() {
		assertThat(this.pace.ahead()).isZero();
	}

	@Test
	void asManyAreTakenAheadAsRunInTwoMilliseconds() {
		run(200, 1_900);
		assertThat(this.pace.ahead()).isOne();
		run(200, 900);
		assertThat(this.pace.ahead()).isEqualTo(2);
		run(200, 0);
		assertThat(this.pace.ahead()).isEqualTo(23);
	}

	@Test
	void shortJobsHaveToBeMany() {
		run(10, 0);
		assertThat(this.pace.ahead()).isZero();
		run(60, 0);
		assertThat(this.pace.ahead()).isPositive();
	}

	@Test
	void oneLongJobEndsIt() {
		run(100, 0);
		run(1, 100_000);
		assertThat(this.pace.ahead()).isZero();
	}

	@Test
	void jobsOfFewMillisecondsAreNotTakenAhead() {
		run(1_000, 3_000);
		assertThat(this.pace.ahead()).isZero();
	}

}
