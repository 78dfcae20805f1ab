package io.github.githubjirasync.bench;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.queue.WorkListener;

/**
 * Tells of each job whose completion the queue has confirmed, and else hands everything
 * on.
 */
final class MeasuredQueue implements JobQueue {

	private final JobQueue queue;

	private final Consumer<Job> onCompleted;

	MeasuredQueue(JobQueue queue, Consumer<Job> onCompleted) {
		this.queue = queue;
		this.onCompleted = onCompleted;
	}

	@Override
	public Exchange exchange(String worker, List<Settlement> settlements, int take) {
		Exchange exchange = this.queue.exchange(worker, settlements, take);
		for (int i = 0; i < settlements.size(); i++) {
			if (exchange.settled().get(i) == Settled.COMPLETED) {
				this.onCompleted.accept(settlements.get(i).lease().job());
			}
		}
		return exchange;
	}

	@Override
	public Enqueued enqueue(NewJob job) {
		return this.queue.enqueue(job);
	}

	@Override
	public CompletableFuture<Enqueued> enqueueAsync(NewJob job) {
		return this.queue.enqueueAsync(job);
	}

	@Override
	public List<Enqueued> enqueueAll(List<NewJob> jobs) {
		return this.queue.enqueueAll(jobs);
	}

	@Override
	public Enqueued bury(NewJob job, String cause) {
		return this.queue.bury(job, cause);
	}

	@Override
	public void giveBack(String worker, Collection<Lease> leases) {
		this.queue.giveBack(worker, leases);
	}

	@Override
	public Set<Lease> heartbeat(String instance, Collection<Lease> leases) {
		return this.queue.heartbeat(instance, leases);
	}

	@Override
	public int recover() {
		return this.queue.recover();
	}

	@Override
	public int promote() {
		return this.queue.promote();
	}

	@Override
	public int trim() {
		return this.queue.trim();
	}

	@Override
	public AutoCloseable listen(String worker, WorkListener listener) {
		return this.queue.listen(worker, listener);
	}

	@Override
	public QueueCounts counts() {
		return this.queue.counts();
	}

}
