package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * Ends leases whose outcome concerns other partitions too: moves into a lane that is at
 * home elsewhere, and snoozes of a scope. Another partition that does not answer keeps
 * the own one waiting for {@link #PATIENCE} at most, once, and is left alone until it has
 * answered.
 */
final class Homes {

	/** What the outcome of a job that went to another partition starts with. */
	static final String MOVED = "moved to ";

	/**
	 * How long one exchange waits for other partitions; less than a worker waits for it.
	 */
	static final Duration PATIENCE = FanOut.PATIENCE.multipliedBy(3).dividedBy(5);

	private final List<PartitionScripts> partitions;

	private final Outages outages;

	/** Calls that were not waited for any longer. */
	private final Map<PartitionScripts, CompletableFuture<?>> owed = new ConcurrentHashMap<>();

	Homes(List<PartitionScripts> partitions, Outages outages) {
		this.partitions = List.copyOf(partitions);
		this.outages = outages;
	}

	/** An exchange with one partition. */
	Exchange exchange(PartitionScripts partition, String worker, List<Settlement> ended, int take, TakeLimit limit) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		Settled[] settled = new Settled[ended.size()];
		List<Settlement> here = new ArrayList<>(ended.size());
		List<Function<Settled, Settled>> answers = new ArrayList<>(ended.size());
		List<Integer> positions = new ArrayList<>(ended.size());
		Map<String, Long> holds = new HashMap<>();
		for (int i = 0; i < ended.size(); i++) {
			Settlement settlement = ended.get(i);
			Function<Settled, Settled> asItIs = Function.identity();
			if (settlement.outcome() instanceof JobOutcome.Move move && isElsewhere(partition, move)) {
				settled[i] = move(partition, worker, settlement.lease(), move.lane(), deadline);
				if (settled[i] != Settled.WAITING && settled[i] != Settled.COMPLETED) {
					continue;
				}
				settlement = new Settlement(settlement.lease(),
						new JobOutcome.Done(MOVED + idElsewhere(settlement.lease(), move.lane())
								+ ((settled[i] == Settled.COMPLETED) ? ", which was there before" : "")));
				asItIs = (done) -> (done == Settled.COMPLETED) ? Settled.WAITING : done;
			}
			else if (settlement.outcome() instanceof JobOutcome.Snooze snooze && snooze.scope() != null) {
				holds.merge(snooze.scope(), Math.max(1, snooze.delay().toMillis()), Math::max);
			}
			here.add(settlement);
			answers.add(asItIs);
			positions.add(i);
		}
		if (!holds.isEmpty()) {
			holdElsewhere(partition, holds, deadline);
		}
		Exchange answer = partition.exchange(worker, here, take, limit);
		for (int i = 0; i < here.size(); i++) {
			settled[positions.get(i)] = answers.get(i).apply(answer.settled().get(i));
		}
		return new Exchange(Arrays.asList(settled), answer.leases(), answer.again());
	}

	private boolean isElsewhere(PartitionScripts partition, JobOutcome.Move move) {
		return !homeOf(move.lane()).equals(partition);
	}

	private PartitionScripts homeOf(String lane) {
		return this.partitions.get(Partition.ofLane(lane, this.partitions.size()).index());
	}

	private String idElsewhere(Lease lease, String lane) {
		return homeOf(lane).partition().jobIdLike(lease.job().id());
	}

	/**
	 * Lets a copy of the job wait in its new home; afterwards the job itself is completed
	 * here. If the process dies in between, the job is moved again when its lease has
	 * expired, and the copy is recognised by its id. The lease is renewed first, so that
	 * nobody else runs the job meanwhile, nor while its new home is away.
	 * @return WAITING, or COMPLETED if the copy was there before, or why it was not moved
	 */
	private Settled move(PartitionScripts from, String worker, Lease lease, String lane, long deadline) {
		if (!from.renew(worker, lease)) {
			return Settled.LOST;
		}
		PartitionScripts home = homeOf(lane);
		if (isAway(home) || System.nanoTime() - deadline >= 0) {
			return Settled.UNKNOWN;
		}
		List<?> found = from.lookUp(lease.job().id());
		if (found.isEmpty()) {
			return Settled.LOST;
		}
		Boolean adopted = answer(home, FanOut.start(() -> home.adopt(idElsewhere(lease, lane), lane, found)), deadline);
		if (adopted == null) {
			return Settled.UNKNOWN;
		}
		return adopted ? Settled.WAITING : Settled.COMPLETED;
	}

	/**
	 * Holds scopes back in all other partitions; the exchange does it in its own. A
	 * partition that does not answer learns of the limit by its own jobs.
	 */
	private void holdElsewhere(PartitionScripts own, Map<String, Long> holds, long deadline) {
		Map<PartitionScripts, CompletableFuture<Boolean>> started = new LinkedHashMap<>();
		for (PartitionScripts partition : this.partitions) {
			if (!partition.equals(own) && !isAway(partition)) {
				started.put(partition, FanOut.start(() -> {
					holds.forEach(partition::hold);
					return true;
				}));
			}
		}
		started.forEach((partition, call) -> answer(partition, call, deadline));
	}

	/** One that is away is asked meanwhile whether it is there again. */
	private boolean isAway(PartitionScripts partition) {
		CompletableFuture<?> last = this.owed.get(partition);
		if (last != null && !last.isDone()) {
			return true;
		}
		boolean away = this.outages.isAway(partition.partition());
		if (away) {
			this.owed.put(partition, FanOut.start(() -> {
				partition.counts();
				this.outages.worked(partition.partition());
				return true;
			}));
		}
		return away;
	}

	/** Returns {@code null} if the partition does not answer in time. */
	private <R> @Nullable R answer(PartitionScripts partition, CompletableFuture<R> call, long deadline) {
		try {
			return call.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			this.owed.put(partition, call);
			return null;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof QueueUnavailableException away) {
				this.outages.failed(partition.partition(), away);
				return null;
			}
			throw new IllegalStateException("A call to partition " + partition.partition().index() + " failed",
					ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new QueueUnavailableException("Interrupted during an exchange", ex);
		}
	}

}
