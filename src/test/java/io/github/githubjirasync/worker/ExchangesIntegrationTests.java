package io.github.githubjirasync.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.testing.TestQueues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Exchanges} on a real queue: by which thread, and how many at once.
 */
class ExchangesIntegrationTests {

	private final Map<String, AtomicInteger> ran = new ConcurrentHashMap<>();

	private TestQueues.Instance queues;

	private @Nullable WorkerPool pool;

	@BeforeEach
	void emptyQueue() {
		this.queues = TestQueues.fresh("github-jira-sync.queue.rate-per-second=0", "github-jira-sync.queue.lease=5s");
	}

	@AfterEach
	void stop() {
		WorkerPool running = this.pool;
		if (running != null) {
			running.stop();
		}
		this.queues.close();
	}

	private JobOutcome run(String payload) {
		this.ran.computeIfAbsent(payload, (key) -> new AtomicInteger()).incrementAndGet();
		return new JobOutcome.Done("");
	}

	private void start(Duration sweepInterval, JobHandler handler, BeforeExchange before) {
		JobQueue queue = (JobQueue) Proxy.newProxyInstance(JobQueue.class.getClassLoader(),
				new Class<?>[] { JobQueue.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("exchange")) {
						before.exchange((List<?>) arguments[1]);
					}
					try {
						return method.invoke(this.queues.queue(), arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
		WorkerProperties properties = new WorkerProperties(true, 4, Duration.ofSeconds(1), sweepInterval,
				Duration.ofMinutes(1), Duration.ofSeconds(5));
		WorkerPool started = new WorkerPool(queue, new JobRunner(handler, new SimpleMeterRegistry(), List.of()),
				properties, "test", Executors.newFixedThreadPool(4));
		started.start();
		this.pool = started;
	}

	private void enqueue(int from, int to) {
		this.queues.queue()
			.enqueueAll(IntStream.range(from, to)
				.mapToObj((i) -> NewJob.of("lane-" + i, "test", JobPriority.NORMAL, "job " + i))
				.toList());
	}

	private void awaitAllRanOnce(int jobs) {
		await().atMost(Duration.ofSeconds(10)).until(() -> this.queues.queue().counts().completed() == jobs);
		assertThat(this.ran).hasSize(jobs).allSatisfy((payload, times) -> assertThat(times).hasValue(1));
	}

	@Test
	void loneJobIsSettledByTheThreadThatRanIt() {
		Set<Thread> runners = ConcurrentHashMap.newKeySet();
		Set<Thread> settlers = ConcurrentHashMap.newKeySet();
		start(Duration.ofSeconds(1), (job) -> {
			runners.add(Thread.currentThread());
			return run(job.payload());
		}, (settlements) -> {
			if (!settlements.isEmpty()) {
				settlers.add(Thread.currentThread());
			}
		});
		for (int i = 0; i < 10; i++) {
			enqueue(i, i + 1);
			awaitAllRanOnce(i + 1);
		}
		assertThat(settlers).isNotEmpty().containsAnyElementsOf(runners);
	}

	@Test
	void loneJobIsSettledByAnotherThreadWhereItsOwnFails() {
		AtomicBoolean failed = new AtomicBoolean();
		start(Duration.ofSeconds(1), (job) -> run(job.payload()), (settlements) -> {
			if (!settlements.isEmpty() && failed.compareAndSet(false, true)) {
				throw new QueueUnavailableException("not now", null);
			}
		});
		enqueue(0, 1);
		awaitAllRanOnce(1);
		assertThat(failed).isTrue();
	}

	@Test
	void shortJobsAreSettledWhileAnotherCallIsUnderWay() {
		AtomicInteger underWay = new AtomicInteger();
		CountDownLatch two = new CountDownLatch(1);
		for (int from = 0; from < 1_500; from += 100) {
			enqueue(from, from + 100);
		}
		start(Duration.ofMillis(100), (job) -> run(job.payload()), (settlements) -> {
			if (underWay.incrementAndGet() > 1) {
				two.countDown();
			}
			// A call that takes long, until another one has joined it.
			two.await(20, TimeUnit.MILLISECONDS);
			underWay.decrementAndGet();
		});
		awaitAllRanOnce(1_500);
		assertThat(two.getCount()).isZero();
		assertThat(this.queues.queue().counts().active()).isZero();
	}

	@Test
	void noCallSettlesOrTakesMoreThanItMay() {
		enqueue(0, 100);
		enqueue(100, 200);
		List<Lease> taken = new ArrayList<>();
		Exchanges exchanges = new Exchanges(this.queues.queue(), "test",
				new JobRunner((job) -> run(job.payload()), new SimpleMeterRegistry(), List.of()), 64,
				() -> 150 - taken.size(), taken::add);
		exchanges.exchange();
		assertThat(taken).hasSize(64);
		exchanges.exchange();
		exchanges.exchange();
		assertThat(taken).hasSize(150);
		taken.forEach((lease) -> exchanges.ended(new Settlement(lease, new JobOutcome.Done(""))));
		exchanges.exchange();
		assertThat(this.queues.queue().counts().completed()).isEqualTo(64);
		assertThat(exchanges.unsettled()).isEqualTo(86);
		exchanges.settleAll();
		assertThat(exchanges.unsettled()).isZero();
		assertThat(this.queues.queue().counts().completed()).isEqualTo(150);
	}

	@Test
	void nothingThatEndedWaitsForTheNextSweep() {
		start(Duration.ofMinutes(1), (job) -> run(job.payload()), (settlements) -> TimeUnit.MILLISECONDS.sleep(2));
		for (int round = 1; round <= 20; round++) {
			enqueue(100 * (round - 1), 100 * round);
			awaitAllRanOnce(100 * round);
		}
	}

	/** What happens before each call. */
	@FunctionalInterface
	private interface BeforeExchange {

		void exchange(List<?> settlements) throws InterruptedException;

	}

}
