package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import org.awaitility.Awaitility;

/**
 * Waits until other workers have taken over the jobs of one that is gone.
 */
final class Takeover {

	private Takeover() {
	}

	/**
	 * Waits until each job has started under a newer lease, or is completed: its worker
	 * may be gone between the settlement and its line in the ledger.
	 * @param stage the stage
	 * @param leases the leases of the worker that is gone
	 * @param since when it went
	 * @param limit how long to wait at most
	 * @return how long it took until the last job started again
	 */
	static Duration await(Stage stage, Collection<LedgerEntry> leases, long since, Duration limit) {
		long last = Awaitility.await()
			.atMost(limit)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> lastStart(stage, leases, since), (at) -> at != 0);
		return Duration.ofNanos(last - since);
	}

	private static long lastStart(Stage stage, Collection<LedgerEntry> leases, long since) {
		Map<String, LedgerEntry> starts = stage.entries()
			.stream()
			.filter((entry) -> entry.event() == Event.STARTED)
			.collect(Collectors.toMap(LedgerEntry::jobId, (entry) -> entry,
					(first, second) -> (first.token() > second.token()) ? first : second));
		long last = since;
		for (LedgerEntry lease : leases) {
			LedgerEntry start = starts.get(lease.jobId());
			if (start != null && start.token() > lease.token()) {
				last = Math.max(last, start.nanos());
			}
			else if (stage.commands().opsForZSet().score("{gjs:0}:completed", lease.jobId()) == null) {
				return 0;
			}
		}
		return last;
	}

}
