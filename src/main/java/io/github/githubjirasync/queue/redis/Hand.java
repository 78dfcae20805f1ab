package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * What comes together during one exchange with several partitions.
 */
final class Hand {

	private final Map<Fence, Integer> positions = new HashMap<>();

	private final Settled[] settled;

	private final List<Lease> leases = new ArrayList<>();

	private boolean answered;

	private @Nullable Throwable failure;

	Hand(List<Settlement> ended) {
		this.settled = new Settled[ended.size()];
		Arrays.fill(this.settled, Settled.UNKNOWN);
		for (int i = 0; i < ended.size(); i++) {
			this.positions.put(Fence.of(ended.get(i)), i);
		}
	}

	/** Takes the answer of a partition to what was sent to it, now or earlier. */
	void take(List<Settlement> sent, Exchange answer) {
		this.answered = true;
		for (int i = 0; i < sent.size(); i++) {
			Integer position = this.positions.get(Fence.of(sent.get(i)));
			if (position != null) {
				this.settled[position] = answer.settled().get(i);
			}
		}
		this.leases.addAll(answer.leases());
	}

	void answered() {
		this.answered = true;
	}

	void failed(@Nullable Throwable failure) {
		this.failure = failure;
	}

	boolean isUnsettled(int position) {
		return this.settled[position] == Settled.UNKNOWN;
	}

	boolean anyUnsettled() {
		return Arrays.asList(this.settled).contains(Settled.UNKNOWN);
	}

	/** The failure, if no partition has answered at all. */
	@Nullable Throwable wholeFailure() {
		return this.answered ? null : this.failure;
	}

	List<Settled> settled() {
		return List.of(this.settled);
	}

	List<Lease> leases() {
		return this.leases;
	}

	private record Fence(String jobId, long token) {

		private static Fence of(Settlement settlement) {
			return new Fence(settlement.lease().job().id(), settlement.lease().token());
		}

	}

}
