package io.github.githubjirasync.ops.history;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Jira WID-7 update rejected (400: priority is not on the screen) | REJECTED",
			"SBX-7 has no transition from Done to To Do | REJECTED", "Jira WID-7 not found (404: gone) | NOT_FOUND",
			"Jira GET /myself not authorised (401: bad token) | UNAUTHORISED",
			"Jira PUT /issue/1 failed (503: away) | FAILED", "The link 'widgets' is not configured | UNREADABLE",
			"poison: the job ended its worker 3 times | POISON",
			"unexpected: java.lang.NullPointerException | UNEXPECTED", "whatever else | OTHER" })
	void causesFallIntoGroups(String cause, CauseGroup group) {
		assertThat(CauseGroup.of(cause)).isEqualTo(group);
	}

	@Test
	void percentilesAreInterpolatedWithinTheirRange() {
		Durations durations = new Durations();
		for (int i = 0; i < 90; i++) {
			durations.add(20);
		}
		for (int i = 0; i < 10; i++) {
			durations.add(4_000);
		}
		durations.add(600_000);
		long[] counts = durations.counts().stream().mapToLong(Long::longValue).toArray();
		assertThat(Durations.percentile(counts, 0.5)).isBetween(10.0, 25.0);
		assertThat(Durations.percentile(counts, 0.95)).isBetween(2_500.0, 5_000.0);
		assertThat(Durations.percentile(counts, 1)).isEqualTo(60_000);
		assertThat(Durations.percentile(new long[counts.length], 0.5)).isZero();
	}

}
