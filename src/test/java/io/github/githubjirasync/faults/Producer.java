package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
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

	private final AtomicLong accepted = new AtomicLong();

	private final Map<String, String> unexpected = new ConcurrentHashMap<>();

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

	private volatile boolean stopped;

	Producer(JobQueue queue, Ledger ledger) {
		this.queue = queue;
		this.ledger = ledger;
	}

	/**
	 * Starts to enqueue.
	 * @param perSecond how many jobs a second
	 * @param priority their priority
	 * @param work makes the job of a number
	 * @return this producer
	 */
	Producer start(int perSecond, JobPriority priority, LongFunction<Work> work) {
		this.threads.scheduleAtFixedRate(() -> deliver(work.apply(this.numbers.incrementAndGet()), priority), 0,
				1_000_000 / perSecond, TimeUnit.MICROSECONDS);
		return this;
	}

	private void deliver(Work work, JobPriority priority) {
		if (!this.stopped && send(work, priority).isEmpty()) {
			this.threads.schedule(() -> deliver(work, priority), REDELIVERY.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Enqueues a job now.
	 * @param work what it does
	 * @param priority its priority
	 * @return its id, or empty if it was refused
	 */
	Optional<String> send(Work work, JobPriority priority) {
		try {
			String jobId = this.queue.enqueue(work.toJob(priority)).jobId();
			this.ledger.write(LedgerEntry.now(Event.ACCEPTED, jobId, 0, 0, work.key(), 0));
			this.accepted.incrementAndGet();
			return Optional.of(jobId);
		}
		catch (QueueUnavailableException | QueueFullException ex) {
			return Optional.empty();
		}
		catch (RuntimeException ex) {
			this.unexpected.put(work.key(), ex.toString());
			return Optional.empty();
		}
	}

	long accepted() {
		return this.accepted.get();
	}

	/**
	 * Failures other than "unavailable" and "full".
	 * @return what was thrown, by the job's key
	 */
	Map<String, String> unexpected() {
		return Map.copyOf(this.unexpected);
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
