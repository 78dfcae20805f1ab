package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what judges the faults notices what it is there for.
 */
class JudgeTests {

	private final List<LedgerEntry> entries = new ArrayList<>();

	private JudgeTests write(Event event, String job, long token) {
		this.entries.add(new LedgerEntry(token * 1000, event, job, 1, token, "key-" + job, 0));
		return this;
	}

	private void run(String job, long token) {
		write(Event.LEASED, job, token).write(Event.STARTED, job, token)
			.write(Event.EFFECT, job, token)
			.write(Event.FINISHED, job, token)
			.write(Event.COMPLETED, job, token);
	}

	private Judge judge(Map<String, Set<String>> states) {
		return Judge.of(this.entries, states);
	}

	@Test
	void jobThatCompletedOnceIsNeitherLostNorDoubled() {
		write(Event.ACCEPTED, "a", 1);
		run("a", 2);
		Judge judge = judge(Map.of("completed", Set.of("a")));
		assertThat(judge.accepted()).containsExactly("key-a");
		assertThat(judge.lost()).isEmpty();
		assertThat(judge.doubled()).isEmpty();
		assertThat(judge.ranAgain()).isEmpty();
	}

	@Test
	void acceptedJobThatIsNowhereIsLost() {
		write(Event.ACCEPTED, "a", 1);
		assertThat(judge(Map.of()).lost()).containsExactly("key-a");
	}

	@Test
	void jobThatCompletedWithoutBeingFinishedIsLost() {
		write(Event.ACCEPTED, "a", 1).write(Event.STARTED, "a", 2);
		assertThat(judge(Map.of("completed", Set.of("a"))).lost()).containsExactly("key-a");
	}

	@Test
	void deadLetterIsNotLost() {
		write(Event.ACCEPTED, "a", 1);
		assertThat(judge(Map.of("dead", Set.of("a"))).lost()).isEmpty();
	}

	@Test
	void jobThatCompletedTwiceIsDoubledAndRanAgain() {
		write(Event.ACCEPTED, "a", 1);
		run("a", 2);
		run("a", 3);
		Judge judge = judge(Map.of("completed", Set.of("a")));
		assertThat(judge.doubled()).containsExactly("key-a");
		assertThat(judge.effectsTwice()).containsExactly("key-a");
		assertThat(judge.ranAgain()).containsExactly("key-a");
	}

	@Test
	void jobInTwoStatesIsDoubled() {
		write(Event.ACCEPTED, "a", 1);
		run("a", 2);
		assertThat(judge(Map.of("completed", Set.of("a"), "waiting", Set.of("a"))).doubled()).containsExactly("key-a");
	}

	@Test
	void overtakingBeyondTheBoundIsAnInversion() {
		assertThat(overtakings(1_000, 3_500, Duration.ofSeconds(3)).misses())
			.doesNotContain("jobs were overtaken by jobs that came later than the bound");
		assertThat(overtakings(1_000, 4_500, Duration.ofSeconds(3)).misses())
			.contains("jobs were overtaken by jobs that came later than the bound");
	}

	/** A patient job, and an urgent one that came later and was taken before it. */
	private static Verdict overtakings(long patientMillis, long urgentMillis, Duration bound) {
		List<LedgerEntry> leases = List.of(
				new LedgerEntry(1, Event.LEASED, "urgent", 1, 6_000_000, "p1-1", urgentMillis),
				new LedgerEntry(2, Event.LEASED, "patient", 1, 7_000_000, "p3-1", patientMillis));
		Verdict verdict = new Verdict("test");
		new Overtakings(bound, Duration.ofSeconds(1), Duration.ofSeconds(1)).judge(leases, verdict);
		return verdict;
	}

	@Test
	void whatIsWrittenAfterTheLastSyncBeganHasNotReachedTheDisk() {
		assertThat(SyncedBytes.unsynced(List.of("7 write(8, \"\"..., 100) = 100", "9 fdatasync(8 <unfinished ...>",
				"7 write(8, \"\"..., 20) = 20", "9 <... fdatasync resumed>) = 0", "7 write(8, \"\"..., 3) = 3",
				"9 fdatasync(8 <unfinished ...>")))
			.isEqualTo(23);
		assertThat(SyncedBytes.unsynced(List.of("7 write(8, \"\"..., 100) = 100", "7 fdatasync(8)    = 0 <0.001234>")))
			.isZero();
	}

	@Test
	void worstSecondIsFoundWhereverItBegins() {
		assertThat(RateLimit.worstSecond(new long[] { 0, 999_999_999, 1_000_000_000, 1_500_000_000 })).isEqualTo(3);
	}

}
