package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.JobState;
import org.awaitility.Awaitility;

/**
 * Waits until other workers have taken over the jobs of one that is gone.
 */
final class Takeover {

	private Takeover() {
	}

	/**
	 * Waits until each job has been taken under a newer lease, or is at its end: its
	 * worker may be gone between the settlement and its line in the ledger.
	 * @param stage the stage
	 * @param leases the leases of the worker that is gone
	 * @param since when it went
	 * @param limit how long to wait at most
	 * @return how long it took until the last job was taken again
	 */
	static Duration await(Stage stage, Collection<LedgerEntry> leases, long since, Duration limit) {
		long last = Awaitility.await()
			.atMost(limit)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> lastTaken(stage, leases, since), (at) -> at != 0);
		return Duration.ofNanos(last - since);
	}

	private static long lastTaken(Stage stage, Collection<LedgerEntry> leases, long since) {
		Map<String, List<LedgerEntry>> taken = stage.entries()
			.stream()
			.filter((entry) -> entry.event() == Event.LEASED)
			.collect(Collectors.groupingBy(LedgerEntry::jobId));
		long last = since;
		for (LedgerEntry lease : leases) {
			long again = taken.getOrDefault(lease.jobId(), List.of())
				.stream()
				.filter((entry) -> entry.token() > lease.token())
				.mapToLong(LedgerEntry::nanos)
				.min()
				.orElse(0);
			if (again != 0) {
				last = Math.max(last, again);
			}
			else if (!stage.state(lease.jobId()).filter(Takeover::atItsEnd).isPresent()) {
				return 0;
			}
		}
		return last;
	}

	static boolean atItsEnd(JobState state) {
		return state == JobState.COMPLETED || state == JobState.DEAD;
	}

}
