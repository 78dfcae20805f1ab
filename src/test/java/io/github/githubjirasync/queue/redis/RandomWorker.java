package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * A worker that settles at random, crashes at random, and, if it is told to, loses
 * answers at random.
 */
final class RandomWorker implements Callable<Long> {

	/** The kind of the jobs that a hold holds back. */
	static final String SCOPED = "scoped";

	private final String name;

	private final JobQueue queue;

	private final Random random;

	private final Sightings sightings;

	private final AtomicBoolean over;

	private final AtomicLong holds;

	private final boolean losesAnswers;

	private long crashes;

	/**
	 * A worker.
	 * @param holds counts up with each pause and each resumption, so it is odd while all
	 * scoped jobs are held back
	 */
	RandomWorker(String name, JobQueue queue, Random random, Sightings sightings, AtomicBoolean over, AtomicLong holds,
			boolean losesAnswers) {
		this.name = name;
		this.queue = queue;
		this.random = random;
		this.sightings = sightings;
		this.over = over;
		this.holds = holds;
		this.losesAnswers = losesAnswers;
	}

	/** Works until it is over; returns how often it crashed. */
	@Override
	public Long call() {
		List<Settlement> ended = new ArrayList<>();
		while (!this.over.get()) {
			ended = exchange(ended);
			if (this.random.nextInt(10) == 0) {
				this.queue.recover();
				this.queue.promote();
			}
			if (this.random.nextInt(5) == 0) {
				this.queue.heartbeat(this.name, ended.stream().map(Settlement::lease).toList());
			}
			if (!ended.isEmpty() && this.random.nextInt(20) == 0) {
				giveBack(ended);
				ended = new ArrayList<>();
			}
		}
		giveBack(ended);
		return this.crashes;
	}

	private List<Settlement> exchange(List<Settlement> ended) {
		ended.forEach(this.sightings::sends);
		long holdsBefore = this.holds.get();
		Exchange exchange = this.queue.exchange(this.name, ended, 1 + this.random.nextInt(4));
		if (this.losesAnswers && this.random.nextInt(25) == 0) {
			this.crashes++;
			return ended;
		}
		boolean held = holdsBefore % 2 == 1 && this.holds.get() == holdsBefore;
		for (int i = 0; i < ended.size(); i++) {
			this.sightings.answered(ended.get(i), exchange.settled().get(i));
		}
		List<Settlement> next = new ArrayList<>();
		for (Lease lease : exchange.leases()) {
			this.sightings.leased(lease);
			if (held && lease.job().kind().equals(SCOPED)) {
				this.sightings.wrong(lease.job().id() + " was taken although its scope is held back");
			}
			JobOutcome outcome = attempt();
			if (outcome != null) {
				next.add(new Settlement(lease, outcome));
			}
		}
		return next;
	}

	/** Returns nothing if the worker crashes. */
	private @Nullable JobOutcome attempt() {
		return switch (this.random.nextInt(12)) {
			case 0 -> {
				this.crashes++;
				yield null;
			}
			case 1, 2 -> new JobOutcome.Retry("at random");
			case 3 -> new JobOutcome.Snooze(Duration.ofSeconds(1 + this.random.nextInt(30)), "at random", null);
			default -> new JobOutcome.Done("");
		};
	}

	private void giveBack(List<Settlement> ended) {
		List<Lease> leases = ended.stream().map(Settlement::lease).toList();
		leases.forEach(this.sightings::givesBack);
		this.queue.giveBack(this.name, leases);
	}

}
