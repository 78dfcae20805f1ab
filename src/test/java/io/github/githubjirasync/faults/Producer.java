package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueUnavailableException;

/**
 * Enqueues jobs at a steady rate, as the senders of webhooks do: what was refused comes
 * again with the same delivery id. What was accepted goes into a ledger at once.
 */
final class Producer implements AutoCloseable {

	private static final Duration REDELIVERY = Duration.ofMillis(200);

	private final JobQueue queue;

	private final Ledger ledger;

	private final AtomicLong numbers = new AtomicLong();

	private final Map<String, Integer> refused = new ConcurrentHashMap<>();

	private final List<String> unexpected = new CopyOnWriteArrayList<>();

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

	private volatile boolean stopped;

	Producer(JobQueue queue, Ledger ledger) {
		this.queue = queue;
		this.ledger = ledger;
	}

	/**
	 * Starts to enqueue.
	 * @param perSecond how many jobs a second
	 * @param job makes the job of a number
	 */
	void start(int perSecond, LongFunction<NewJob> job) {
		this.threads.scheduleAtFixedRate(() -> deliver(job.apply(this.numbers.incrementAndGet())), 0,
				1_000_000 / perSecond, TimeUnit.MICROSECONDS);
	}

	private void deliver(NewJob job) {
		if (!this.stopped && !send(job)) {
			this.threads.schedule(() -> deliver(job), REDELIVERY.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Enqueues a job now.
	 * @param job the job, whose delivery id is its key
	 * @return whether it was accepted
	 */
	boolean send(NewJob job) {
		return sendAll(List.of(job));
	}

	/**
	 * Enqueues jobs now.
	 * @param jobs the jobs, whose delivery ids are their keys
	 * @return whether they were accepted
	 */
	boolean sendAll(List<NewJob> jobs) {
		try {
			List<Enqueued> answers = (jobs.size() == 1) ? List.of(this.queue.enqueue(jobs.get(0)))
					: this.queue.enqueueAll(jobs);
			for (int i = 0; i < jobs.size(); i++) {
				this.ledger.write(LedgerEntry.now(Event.ACCEPTED, answers.get(i).jobId(), 0, 0,
						Objects.requireNonNull(jobs.get(i).deliveryId()), 0));
			}
			return true;
		}
		catch (QueueUnavailableException | QueueFullException ex) {
			this.refused.merge(ex.getClass().getSimpleName(), 1, Integer::sum);
		}
		catch (RuntimeException ex) {
			this.unexpected.add(ex.toString());
		}
		return false;
	}

	/**
	 * How often a job was refused, as is allowed.
	 * @return the number of refusals by the name of their exception
	 */
	Map<String, Integer> refused() {
		return Map.copyOf(this.refused);
	}

	/**
	 * Failures other than "unavailable" and "full".
	 * @return what was thrown
	 */
	List<String> unexpected() {
		return List.copyOf(this.unexpected);
	}

	/** Stops, and gives up what is still refused: it was never accepted. */
	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdown();
		try {
			if (!this.threads.awaitTermination(70, TimeUnit.SECONDS)) {
				this.threads.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
