package io.github.githubjirasync.worker;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobPace}.
 */
class JobPaceTests {

	private final JobPace pace = new JobPace();

	private void run(int jobs, long millis) {
		for (int i = 0; i < jobs; i++) {
			this.pace.ran(TimeUnit.MILLISECONDS.toNanos(millis));
		}
	}

	@Test
	void jobsAreNotShortBeforeAnyHasRun() {
		assertThat(this.pace.isShort()).isFalse();
	}

	@Test
	void jobsAreShortOnceManyWere() {
		run(10, 0);
		assertThat(this.pace.isShort()).isFalse();
		run(50, 0);
		assertThat(this.pace.isShort()).isTrue();
	}

	@Test
	void oneLongJobEndsIt() {
		run(100, 0);
		run(1, 100);
		assertThat(this.pace.isShort()).isFalse();
	}

	@Test
	void jobsOfFewMillisecondsAreNotShort() {
		run(1_000, 3);
		assertThat(this.pace.isShort()).isFalse();
	}

}
