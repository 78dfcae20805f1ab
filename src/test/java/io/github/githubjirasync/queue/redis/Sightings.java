package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.Settlement;

/**
 * What workers and clock saw of a random run, and what can be told from it afterwards.
 * The token of a lease is its time in µs by Redis's clock, so it gives the order of all
 * leases. Safe for use by many threads.
 */
final class Sightings {

	private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();

	private final Map<String, Integer> completions = new ConcurrentHashMap<>();

	private final Map<String, Integer> failuresSent = new ConcurrentHashMap<>();

	private final Map<String, Integer> failuresConfirmed = new ConcurrentHashMap<>();

	private final Map<String, Integer> settled = new ConcurrentHashMap<>();

	private final Map<String, Integer> givenBack = new ConcurrentHashMap<>();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	/** By Redis's time of a jump in µs: how far the clock had jumped by then, in ms. */
	private final NavigableMap<Long, Long> jumps = new TreeMap<>(Map.of(0L, 0L));

	void leased(Lease lease) {
		this.leases.add(lease);
		int failures = this.failuresSent.getOrDefault(lease.job().id(), 0);
		if (lease.job().attempt() > failures + 1) {
			this.wrong
				.add(lease.job().id() + " is at attempt " + lease.job().attempt() + " after " + failures + " failures");
		}
	}

	void sends(Settlement settlement) {
		if (settlement.outcome() instanceof JobOutcome.Retry) {
			this.failuresSent.merge(id(settlement), 1, Integer::sum);
		}
	}

	void givesBack(Lease lease) {
		this.givenBack.merge(lease.job().id(), 1, Integer::sum);
	}

	void answered(Settlement settlement, Settled answer) {
		if (answer == Settled.LOST) {
			return;
		}
		this.settled.merge(id(settlement), 1, Integer::sum);
		if (answer == Settled.COMPLETED) {
			this.completions.merge(id(settlement), 1, Integer::sum);
		}
		if (settlement.outcome() instanceof JobOutcome.Retry) {
			this.failuresConfirmed.merge(id(settlement), 1, Integer::sum);
		}
	}

	private static String id(Settlement settlement) {
		return settlement.lease().job().id();
	}

	void jumped(long redisMicros, long millis) {
		synchronized (this.jumps) {
			this.jumps.put(redisMicros, this.jumps.lastEntry().getValue() + millis);
		}
	}

	void wrong(String what) {
		this.wrong.add(what);
	}

	List<String> wrong() {
		return List.copyOf(this.wrong);
	}

	List<String> completedTwice() {
		return this.completions.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 1)
			.map(Map.Entry::getKey)
			.toList();
	}

	int failures(String jobId) {
		return this.failuresConfirmed.getOrDefault(jobId, 0);
	}

	/** Leases that ended neither by a settlement nor, perhaps, by being given back. */
	boolean mayHaveCrashed(String jobId, long times) {
		long ended = this.leases.stream().filter((lease) -> lease.job().id().equals(jobId)).count()
				- this.settled.getOrDefault(jobId, 0);
		return times <= ended && times >= ended - this.givenBack.getOrDefault(jobId, 0);
	}

	/**
	 * The numbers that each lane's jobs have as payload, in the order of their leases.
	 */
	Map<String, List<Integer>> numbersByLane() {
		return this.leases.stream()
			.sorted(Comparator.comparingLong(Lease::token))
			.collect(Collectors.groupingBy((lease) -> lease.job().lane(), HashMap::new,
					Collectors.mapping((lease) -> Integer.parseInt(lease.job().payload()), Collectors.toList())));
	}

	/** The most leases within a second of the clock that jumps, wherever it begins. */
	int worstSecond() {
		List<Long> micros = new ArrayList<>();
		synchronized (this.jumps) {
			this.leases
				.forEach((lease) -> micros.add(lease.token() + this.jumps.lowerEntry(lease.token()).getValue() * 1000));
		}
		micros.sort(null);
		int worst = 0;
		int from = 0;
		for (int to = 0; to < micros.size(); to++) {
			while (micros.get(to) - micros.get(from) >= 1_000_000) {
				from++;
			}
			worst = Math.max(worst, to - from + 1);
		}
		return worst;
	}

}
