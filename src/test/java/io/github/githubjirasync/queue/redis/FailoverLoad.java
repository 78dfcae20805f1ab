package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Enqueues jobs and works on them while servers come and go, and keeps a ledger of what
 * was accepted, started and completed.
 */
final class FailoverLoad implements AutoCloseable {

	private static final int LANES = 60;

	private final JobQueue queue;

	private final String worker;

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> completed = new ConcurrentHashMap<>();

	private final List<Start> starts = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean producing = true;

	private volatile boolean working = true;

	/**
	 * Starts at once.
	 * @param queue the queue
	 * @param worker the name of the worker
	 * @param partitions how many partitions there are; each has a producer, so that none
	 * waits for another
	 */
	FailoverLoad(JobQueue queue, String worker, int partitions) {
		this.queue = queue;
		this.worker = worker;
		for (int i = 0; i < partitions; i++) {
			int home = i;
			this.threads.add(new Thread(() -> produce(home, partitions), "load-producer-" + i));
		}
		this.threads.add(new Thread(this::work, "load-worker"));
		this.threads.forEach(Thread::start);
	}

	private void produce(int home, int partitions) {
		for (int number = 0; this.producing; number++) {
			String lane = "lane-" + number % LANES;
			if (Partition.ofLane(lane, partitions).index() != home) {
				continue;
			}
			NewJob job = new NewJob(lane, "test", JobPriority.NORMAL, "job", null, List.of(),
					this.worker + "-" + number, null);
			while (this.producing && !enqueued(job)) {
				// Delivered again, as the sender of a webhook would.
			}
			pause(5);
		}
	}

	private boolean enqueued(NewJob job) {
		try {
			this.accepted.add(this.queue.enqueue(job).jobId());
			return true;
		}
		catch (QueueUnavailableException ex) {
			return false;
		}
	}

	private void work() {
		List<Settlement> ended = new ArrayList<>();
		while (this.working) {
			try {
				Exchange exchange = this.queue.exchange(this.worker, ended, 10);
				List<Settlement> next = new ArrayList<>();
				for (int i = 0; i < ended.size(); i++) {
					Settled settled = exchange.settled().get(i);
					if (settled == Settled.UNKNOWN) {
						next.add(ended.get(i));
					}
					else if (settled == Settled.COMPLETED) {
						this.completed.merge(ended.get(i).lease().job().id(), 1, Integer::sum);
					}
				}
				exchange.leases().forEach((lease) -> {
					this.starts.add(new Start(lease.job().id(), System.nanoTime()));
					next.add(new Settlement(lease, new JobOutcome.Done("")));
				});
				ended = next;
				this.queue.recover();
				pause(ended.isEmpty() ? 5 : 1);
			}
			catch (QueueUnavailableException ex) {
				pause(20);
			}
		}
	}

	private static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Waits until some more jobs have started since then, of those that count. */
	Duration awaitStarts(long since, Predicate<String> jobIds, Duration limit) {
		return Duration.ofNanos(await().atMost(limit)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.starts.stream()
				.filter((start) -> start.nanos() > since && jobIds.test(start.jobId()))
				.skip(20)
				.mapToLong(Start::nanos)
				.findFirst()
				.orElse(0), (nanos) -> nanos != 0) - since);
	}

	/**
	 * Ends the load and checks that every accepted job was completed.
	 * @return how many jobs were accepted
	 */
	int finish() {
		this.producing = false;
		await().atMost(Duration.ofSeconds(15)).ignoreExceptions().untilAsserted(() -> {
			assertThat(this.queue.counts().waiting() + this.queue.counts().active()).isZero();
			assertThat(this.completed.keySet()).containsAll(this.accepted);
		});
		assertThat(this.completed.values()).containsOnly(1);
		return this.accepted.size();
	}

	@Override
	public void close() throws InterruptedException {
		this.producing = false;
		this.working = false;
		for (Thread thread : this.threads) {
			thread.join(10_000);
		}
	}

	private record Start(String jobId, long nanos) {
	}

}
