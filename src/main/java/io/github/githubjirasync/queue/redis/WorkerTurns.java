package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.queue.redis.CommonRate.Grant;
import io.github.githubjirasync.queue.redis.PartitionScripts.Front;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one worker with all partitions. Its jobs end first; then it looks at
 * the front of each partition where there may be work, and takes what is next by priority
 * and age over all of them, give or take {@link #SLACK}. A partition that is known to
 * have nothing is left alone until it calls, or for as long as it said. One that does not
 * answer is left out; what it answers late is taken with the next exchange.
 */
final class WorkerTurns {

	/**
	 * By how much a job of one partition may be taken before an earlier one of another.
	 */
	static final Duration SLACK = Duration.ofSeconds(1);

	private static final Duration AGAIN_UNSETTLED = Duration.ofMillis(50);

	private static final Duration SOON = Duration.ofMillis(20);

	private static final int MOST_ROUNDS = 8;

	private final List<PartitionTurn> turns;

	private final Function<Settlement, PartitionTurn> home;

	private final CommonRate rate;

	private final boolean listens;

	private final Runnable caller;

	private int first;

	/**
	 * The exchanges of a worker.
	 * @param turns one for each partition, in order
	 * @param rate the rate limit over all partitions
	 * @param caller calls the worker, or {@code null} if it cannot be called and so has
	 * to be told everything whenever it asks
	 */
	WorkerTurns(List<PartitionTurn> turns, CommonRate rate, @Nullable Runnable caller) {
		this.turns = List.copyOf(turns);
		this.rate = rate;
		this.listens = caller != null;
		this.caller = (caller != null) ? caller : () -> {
		};
		this.home = (settlement) -> turns.get(Partition.ofJobId(settlement.lease().job().id()).index());
	}

	/** There may be work in a partition. */
	void call(int partition) {
		this.turns.get(partition).call();
	}

	synchronized Exchange exchange(List<Settlement> ended, int take) {
		Hand hand = new Hand(ended);
		long now = System.nanoTime();
		this.turns.forEach((turn) -> turn.answer(now, hand));
		if (!this.listens) {
			this.turns.forEach(PartitionTurn::call);
		}
		Map<PartitionTurn, List<Settlement>> own = unsettled(ended, hand);
		Set<PartitionTurn> concerned = new LinkedHashSet<>(own.keySet());
		concerned.addAll(ready(take));
		PartitionTurn lone = (concerned.size() == 1) ? concerned.iterator().next() : null;
		Duration limited = null;
		if (lone != null && lone.scripts().clock().isKnown()) {
			limited = takeFromOne(lone, own.getOrDefault(lone, List.of()), take, hand);
		}
		else {
			own.forEach((turn, settlements) -> turn.start(settlements, 0, TakeLimit.spaced(0, 1)));
			await(own.keySet(), hand);
			limited = takeInOrder(take, hand);
		}
		this.turns.forEach((turn) -> turn.whenAnswered(this.caller));
		Throwable failure = hand.wholeFailure();
		if (failure != null) {
			throw new QueueUnavailableException("No partition of the queue answers", failure);
		}
		return new Exchange(hand.settled(), hand.leases(), again(hand, take, limited));
	}

	/** What is to be settled now, by partition. */
	private Map<PartitionTurn, List<Settlement>> unsettled(List<Settlement> ended, Hand hand) {
		Map<PartitionTurn, List<Settlement>> own = new LinkedHashMap<>();
		for (int i = 0; i < ended.size(); i++) {
			PartitionTurn turn = this.home.apply(ended.get(i));
			if (hand.isUnsettled(i) && turn.available()) {
				own.computeIfAbsent(turn, (key) -> new ArrayList<>()).add(ended.get(i));
			}
		}
		return own;
	}

	/** The partitions to look at, from another one each time. */
	private List<PartitionTurn> ready(int take) {
		List<PartitionTurn> ready = new ArrayList<>();
		this.first = (this.first + 1) % this.turns.size();
		for (int i = 0; i < this.turns.size() && take > 0; i++) {
			PartitionTurn turn = this.turns.get((this.first + i) % this.turns.size());
			if (turn.ready()) {
				ready.add(turn);
			}
		}
		return ready;
	}

	private int wanted(int take, Hand hand) {
		return take - hand.leases().size() - this.turns.stream().mapToInt(PartitionTurn::expected).sum();
	}

	/** The usual case on a quiet queue: one round trip, as without partitions. */
	private @Nullable Duration takeFromOne(PartitionTurn turn, List<Settlement> own, int take, Hand hand) {
		int wanted = wanted(take, hand);
		Grant grant = this.rate.grant(wanted);
		if (own.isEmpty() && grant.jobs() == 0) {
			return grant.again();
		}
		turn.start(own, Math.min(wanted, grant.jobs()), grant.limit(turn.scripts(), TakeLimit.ANY_PLACE));
		int before = hand.leases().size();
		await(List.of(turn), hand);
		this.rate.giveBack(grant, hand.leases().size() - before + turn.expected());
		return (grant.jobs() == 0) ? grant.again() : null;
	}

	/**
	 * Takes from the front of all partitions until there is enough or nothing more.
	 * @return how long nothing more may be taken, or {@code null} if no limit stands in
	 * the way
	 */
	private @Nullable Duration takeInOrder(int take, Hand hand) {
		for (int round = 0; round < MOST_ROUNDS; round++) {
			List<PartitionTurn> ready = ready(wanted(take, hand));
			if (ready.isEmpty()) {
				return null;
			}
			Grant grant = this.rate.grant(wanted(take, hand));
			if (grant.jobs() == 0) {
				return grant.again();
			}
			List<Waiting> waiting = look(ready, hand, wanted(take, hand));
			if (waiting.isEmpty()) {
				this.rate.giveBack(grant, 0);
				return null;
			}
			int before = hand.leases().size();
			int expected = takeFrom(waiting, grant, hand);
			int taken = hand.leases().size() - before;
			this.rate.giveBack(grant, taken + expected);
			if (taken == 0) {
				return null;
			}
		}
		return null;
	}

	/** The front of those partitions that have work, the most urgent first. */
	private List<Waiting> look(List<PartitionTurn> ready, Hand hand, int take) {
		Map<PartitionTurn, CompletableFuture<Front>> looks = new LinkedHashMap<>();
		ready.forEach((turn) -> looks.put(turn, FanOut.start(() -> turn.look(take))));
		long from = System.nanoTime();
		List<Waiting> waiting = new ArrayList<>();
		looks.forEach((turn, look) -> {
			try {
				Front front = look.get(Math.max(0, from + turn.patience() - System.nanoTime()), TimeUnit.NANOSECONDS);
				hand.answered();
				turn.worked();
				turn.looked(front);
				if (front.waits()) {
					waiting.add(new Waiting(turn, front.place()));
				}
			}
			catch (ExecutionException ex) {
				turn.failed(ex.getCause());
				hand.failed(ex.getCause());
			}
			catch (TimeoutException ex) {
				turn.failed(ex);
				hand.failed(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new QueueUnavailableException("Interrupted during an exchange", ex);
			}
		});
		waiting.sort(Comparator.comparingLong(Waiting::place));
		return waiting;
	}

	/** Returns how many jobs may still come with answers that are late. */
	private int takeFrom(List<Waiting> waiting, Grant grant, Hand hand) {
		long last = (waiting.size() == 1) ? TakeLimit.ANY_PLACE
				: waiting.get(0).place() + TimeUnit.NANOSECONDS.toMicros(SLACK.toNanos());
		List<PartitionTurn> next = waiting.stream()
			.filter((front) -> front.place() <= last)
			.limit(grant.jobs())
			.map(Waiting::turn)
			.toList();
		for (int i = 0; i < next.size(); i++) {
			int share = grant.jobs() / next.size() + ((i < grant.jobs() % next.size()) ? 1 : 0);
			next.get(i).start(List.of(), share, grant.limit(next.get(i).scripts(), last));
		}
		int before = hand.leases().size();
		for (PartitionTurn turn : await(next, hand)) {
			// What lies behind the last place is not known; but where nothing was taken,
			// something stands in the way.
			if (last != TakeLimit.ANY_PLACE && hand.leases().size() > before) {
				turn.call();
			}
			else if (last != TakeLimit.ANY_PLACE) {
				turn.askAgainIn(SOON);
			}
		}
		return next.stream().mapToInt(PartitionTurn::expected).sum();
	}

	/** Returns those that have answered. */
	private static List<PartitionTurn> await(Collection<PartitionTurn> started, Hand hand) {
		long from = System.nanoTime();
		return started.stream().filter((turn) -> turn.answer(from + turn.patience(), hand) != null).toList();
	}

	private Duration again(Hand hand, int take, @Nullable Duration limited) {
		if (hand.leases().size() >= take && take > 0) {
			return Duration.ZERO;
		}
		Duration again = PartitionScripts.IDLE;
		for (PartitionTurn turn : this.turns) {
			Duration ready = Duration.ofNanos(Math.max(0, turn.nanosUntilReady()));
			again = (ready.compareTo(again) < 0) ? ready : again;
		}
		if (limited != null && limited.compareTo(again) > 0) {
			again = limited;
		}
		return (hand.anyUnsettled() && again.compareTo(AGAIN_UNSETTLED) > 0) ? AGAIN_UNSETTLED : again;
	}

	/** A partition where a job waits, and the place of the first one. */
	private record Waiting(PartitionTurn turn, long place) {
	}

}
