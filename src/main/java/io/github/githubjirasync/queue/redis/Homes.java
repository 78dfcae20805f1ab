package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;

/**
 * Ends leases whose outcome concerns other partitions too: moves into a lane that is at
 * home elsewhere, and snoozes of a scope.
 */
final class Homes {

	/** What the outcome of a job that went to another partition starts with. */
	static final String MOVED = "moved to ";

	private final List<PartitionScripts> partitions;

	private final FanOut all;

	Homes(List<PartitionScripts> partitions, FanOut all) {
		this.partitions = List.copyOf(partitions);
		this.all = all;
	}

	/** An exchange with one partition. */
	Exchange exchange(PartitionScripts partition, String worker, List<Settlement> ended, int take, TakeLimit limit) {
		Settled[] settled = new Settled[ended.size()];
		List<Settlement> here = new ArrayList<>(ended.size());
		List<Function<Settled, Settled>> answers = new ArrayList<>(ended.size());
		List<Integer> positions = new ArrayList<>(ended.size());
		for (int i = 0; i < ended.size(); i++) {
			Settlement settlement = ended.get(i);
			Function<Settled, Settled> asItIs = Function.identity();
			if (settlement.outcome() instanceof JobOutcome.Move move && isElsewhere(partition, move)) {
				settled[i] = move(partition, worker, settlement.lease(), move.lane());
				if (settled[i] != Settled.WAITING && settled[i] != Settled.COMPLETED) {
					continue;
				}
				settlement = new Settlement(settlement.lease(),
						new JobOutcome.Done(MOVED + idElsewhere(settlement.lease(), move.lane())
								+ ((settled[i] == Settled.COMPLETED) ? ", which was there before" : "")));
				asItIs = (done) -> (done == Settled.COMPLETED) ? Settled.WAITING : done;
			}
			else if (settlement.outcome() instanceof JobOutcome.Snooze snooze && snooze.scope() != null) {
				hold(snooze.scope(), Math.max(1, snooze.delay().toMillis()));
			}
			here.add(settlement);
			answers.add(asItIs);
			positions.add(i);
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
	 * nobody else runs the job meanwhile.
	 * @return WAITING, or COMPLETED if the copy was there before, or why it was not moved
	 */
	private Settled move(PartitionScripts from, String worker, Lease lease, String lane) {
		if (!from.renew(worker, lease)) {
			return Settled.LOST;
		}
		List<?> found = from.lookUp(lease.job().id());
		if (found.isEmpty()) {
			return Settled.LOST;
		}
		try {
			boolean adopted = homeOf(lane).adopt(idElsewhere(lease, lane), lane, found);
			return adopted ? Settled.WAITING : Settled.COMPLETED;
		}
		catch (QueueUnavailableException ex) {
			return Settled.UNKNOWN;
		}
	}

	/** A partition that does not answer learns of the limit by its own jobs. */
	private void hold(String scope, long millis) {
		this.all.ask((partition) -> {
			partition.hold(scope, millis);
			return true;
		});
	}

}
