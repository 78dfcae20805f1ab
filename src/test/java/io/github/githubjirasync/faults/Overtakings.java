package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.githubjirasync.faults.LedgerEntry.Event;

/**
 * Finds, in the order in which Redis gave leases, jobs that were overtaken by jobs that
 * came later than is allowed. The token of a lease is its time by Redis's clock.
 */
final class Overtakings {

	/**
	 * From the end of a lease until a sweep has found it, with some room: sweeps come
	 * once a second.
	 */
	private static final Duration SWEEP = Duration.ofMillis(1_500);

	private final Duration bound;

	private final Duration backoff;

	private final Duration lease;

	private final Map<Long, Long> kills = new HashMap<>();

	/**
	 * A search.
	 * @param bound how much later a job that overtakes may have come
	 * @param backoff how long after its end a failed attempt is due again
	 * @param lease the queue's lease
	 */
	Overtakings(Duration bound, Duration backoff, Duration lease) {
		this.bound = bound;
		this.backoff = backoff;
		this.lease = lease;
	}

	/**
	 * A worker was killed.
	 * @param leases what it held
	 * @param nanos when
	 */
	void killed(Collection<LedgerEntry> leases, long nanos) {
		leases.forEach((held) -> this.kills.put(held.token(), nanos));
	}

	void judge(List<LedgerEntry> entries, Verdict verdict) {
		List<LedgerEntry> leases = entries.stream()
			.filter((entry) -> entry.event() == Event.LEASED)
			.sorted(Comparator.comparingLong(LedgerEntry::token))
			.toList();
		List<Wait> waits = waits(leases, entries);
		long boundMicros = this.bound.toNanos() / 1000;
		long longest = 0;
		int beyond = 0;
		for (Wait wait : waits) {
			long overtaken = overtaken(wait, leases);
			longest = Math.max(longest, overtaken);
			beyond += (overtaken > boundMicros) ? 1 : 0;
		}
		int outOfOrder = outOfOrder(leases);
		verdict.figure("waits: %d  longest_overtaking: %.3f of %d s  inversions: %d  out_of_order: %d", waits.size(),
				longest / 1e6, this.bound.toSeconds(), beyond, outOfOrder);
		verdict.require(beyond == 0, "jobs were overtaken by jobs that came later than the bound");
		verdict.require(outOfOrder == 0, "jobs of one priority did not start in the order they came");
		verdict.require(longest > boundMicros / 2, "the load was too light for anything to be overtaken");
	}

	/** A job that could have been taken from one time on, and was at another, in µs. */
	private record Wait(long enqueued, long from, long until) {
	}

	private List<Wait> waits(List<LedgerEntry> leases, List<LedgerEntry> entries) {
		// Redis's clock minus the machine's; what travels fastest shows it best.
		long offset = leases.stream().mapToLong((entry) -> entry.token() - entry.nanos() / 1000).max().orElse(0);
		Map<Long, Long> failures = entries.stream()
			.filter((entry) -> entry.event() == Event.DELAYED)
			.collect(Collectors.toMap(LedgerEntry::token, LedgerEntry::nanos, Math::max));
		Map<String, LedgerEntry> before = new HashMap<>();
		List<Wait> waits = new ArrayList<>();
		for (LedgerEntry lease : leases) {
			LedgerEntry previous = before.put(lease.jobId(), lease);
			long enqueued = lease.number() * 1000;
			if (previous == null) {
				waits.add(new Wait(enqueued, enqueued, lease.token()));
			}
			else if (failures.containsKey(previous.token())) {
				waits.add(new Wait(enqueued, failures.get(previous.token()) / 1000 + offset + micros(this.backoff),
						lease.token()));
			}
			else if (this.kills.containsKey(previous.token())) {
				waits.add(new Wait(enqueued,
						this.kills.get(previous.token()) / 1000 + offset + micros(this.lease.plus(SWEEP)),
						lease.token()));
			}
		}
		return waits;
	}

	private static long micros(Duration duration) {
		return duration.toNanos() / 1000;
	}

	/** How much later the last of those came that were taken while this one waited. */
	private static long overtaken(Wait wait, List<LedgerEntry> leases) {
		return leases.stream()
			.dropWhile((lease) -> lease.token() <= wait.from())
			.takeWhile((lease) -> lease.token() < wait.until())
			.mapToLong((lease) -> lease.number() * 1000 - wait.enqueued())
			.max()
			.orElse(0);
	}

	/** First leases that came after that of a younger job of the same priority. */
	private static int outOfOrder(List<LedgerEntry> leases) {
		Map<String, Long> youngest = new HashMap<>();
		Map<String, LedgerEntry> first = new HashMap<>();
		int count = 0;
		for (LedgerEntry lease : leases) {
			if (first.putIfAbsent(lease.jobId(), lease) == null) {
				long before = youngest.merge(lease.key().substring(0, 2), lease.number(), Math::max);
				count += (before > lease.number()) ? 1 : 0;
			}
		}
		return count;
	}

}
