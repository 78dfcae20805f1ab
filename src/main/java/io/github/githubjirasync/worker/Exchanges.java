package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * Settles what has ended and takes new jobs, both with one call of the queue. Safe for
 * use by many threads: several calls may be under way at once, and none takes what
 * another may bring.
 */
final class Exchanges {

	private final JobQueue queue;

	private final String worker;

	private final JobRunner runner;

	private final int most;

	private final IntSupplier free;

	private final Consumer<Lease> launch;

	private final ConcurrentLinkedQueue<Settlement> ended = new ConcurrentLinkedQueue<>();

	/** How many have ended: to count them takes longer. */
	private final AtomicInteger unsettled = new AtomicInteger();

	/** How many the latest call left because a part of the queue did not answer. */
	private volatile int unknown;

	private volatile int underWay;

	private int asked;

	private boolean overlapped;

	/**
	 * The exchanges of a worker.
	 * @param queue the queue
	 * @param worker the worker's name
	 * @param runner told what became of each job
	 * @param most how many one call settles, and takes, at most
	 * @param free how many more leases the worker would hold
	 * @param launch where new leases go
	 */
	Exchanges(JobQueue queue, String worker, JobRunner runner, int most, IntSupplier free, Consumer<Lease> launch) {
		this.queue = queue;
		this.worker = worker;
		this.runner = runner;
		this.most = most;
		this.free = free;
		this.launch = launch;
	}

	/** An attempt has ended; the next call settles it. */
	void ended(Settlement settlement) {
		this.ended.add(settlement);
		this.unsettled.incrementAndGet();
	}

	/** How many attempts have ended that no call has taken along. */
	int unsettled() {
		return this.unsettled.get();
	}

	/**
	 * Settles what had ended when it was called, with as many calls as that takes.
	 * @throws QueueUnavailableException if the queue did not answer
	 */
	void settleAll() {
		for (int calls = 1 + unsettled() / this.most; calls > 0; calls--) {
			exchange();
		}
	}

	/** Whether another call would settle anything now, as far as is known. */
	boolean leftSome() {
		return unsettled() > this.unknown;
	}

	/** Whether no call is under way. */
	boolean areIdle() {
		return this.underWay == 0;
	}

	/**
	 * Makes one call, if there is anything to settle or to take.
	 * @return how long to wait before the next one, or {@code null} if another one that
	 * is under way takes everything along
	 * @throws QueueUnavailableException if the queue did not answer; what was to be
	 * settled goes with the next call
	 */
	@Nullable Duration exchange() {
		int take = begin();
		Duration again = null;
		boolean overlapped;
		try {
			List<Settlement> settlements = collect();
			if (take > 0 || !settlements.isEmpty()) {
				again = exchange(settlements, take);
			}
		}
		finally {
			overlapped = end(take);
		}
		return overlapped ? Duration.ZERO : again;
	}

	private synchronized int begin() {
		this.overlapped |= this.underWay > 0;
		this.underWay++;
		int take = Math.min(this.most, Math.max(0, this.free.getAsInt() - this.asked));
		this.asked += take;
		return take;
	}

	/**
	 * Of calls that overlapped, one may have been answered before work came and another
	 * one not have asked for any, so that Redis knows of no idle worker: after the last
	 * of them one more is to be made.
	 * @return whether that is so
	 */
	private synchronized boolean end(int take) {
		this.asked -= take;
		this.underWay--;
		boolean last = this.overlapped && this.underWay == 0;
		this.overlapped &= !last;
		return last;
	}

	private List<Settlement> collect() {
		List<Settlement> settlements = new ArrayList<>();
		for (Settlement next = this.ended.poll(); next != null; next = (settlements.size() < this.most)
				? this.ended.poll() : null) {
			settlements.add(next);
		}
		this.unsettled.addAndGet(-settlements.size());
		return settlements;
	}

	private Duration exchange(List<Settlement> settlements, int take) {
		Exchange exchange;
		try {
			exchange = this.queue.exchange(this.worker, settlements, take);
		}
		catch (QueueUnavailableException ex) {
			// Whether it took effect is not known; settling twice is harmless, since the
			// fence lets it happen once.
			settlements.forEach(this::ended);
			throw ex;
		}
		exchange.leases().forEach(this.launch);
		int unknown = 0;
		for (int i = 0; i < settlements.size(); i++) {
			if (exchange.settled().get(i) == Settled.UNKNOWN) {
				unknown++;
				ended(settlements.get(i));
			}
			else {
				this.runner.settled(settlements.get(i), exchange.settled().get(i));
			}
		}
		this.unknown = unknown;
		return exchange.again();
	}

}
