package io.github.githubjirasync.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.testing.TestQueues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WorkerPool} on a real queue. It is longer than usual so that its tests
 * share what starts and stops pools.
 */
class WorkerPoolIntegrationTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private TestQueues.Instance queues;

	private @Nullable WorkerPool pool;

	@BeforeEach
	void emptyQueue() {
		this.queues = TestQueues.fresh("github-jira-sync.queue.rate-per-second=0", "github-jira-sync.queue.lease=1s",
				"github-jira-sync.queue.backoff.base=50ms");
	}

	@AfterEach
	void stop() {
		stopPool();
		this.queues.close();
	}

	private void stopPool() {
		WorkerPool running = this.pool;
		if (running != null && running.isRunning()) {
			running.stop();
		}
	}

	private JobQueue queue() {
		return this.queues.queue();
	}

	private void start(int concurrency, Duration grace, JobHandler handler) {
		start(concurrency, grace, Duration.ofMinutes(1), handler);
	}

	private void start(int concurrency, Duration grace, Duration attemptLimit, JobHandler handler) {
		start(queue(), concurrency, grace, attemptLimit, handler);
	}

	private void start(JobQueue queue, int concurrency, Duration grace, JobHandler handler) {
		start(queue, concurrency, grace, Duration.ofMinutes(1), handler);
	}

	private void start(JobQueue queue, int concurrency, Duration grace, Duration attemptLimit, JobHandler handler) {
		WorkerProperties properties = new WorkerProperties(true, concurrency, Duration.ofMillis(200),
				Duration.ofMillis(100), attemptLimit, grace);
		WorkerPool started = new WorkerPool(queue, new JobRunner(handler, this.meters, List.of()), properties, "test",
				Executors.newFixedThreadPool(concurrency));
		started.start();
		this.pool = started;
	}

	private static NewJob job(String lane, String payload) {
		return NewJob.of(lane, "test", JobPriority.NORMAL, payload);
	}

	private void awaitCompleted(long count) {
		await().atMost(Duration.ofSeconds(10)).until(() -> queue().counts().completed() == count);
	}

	@Test
	void everyJobRunsOnceAndLanesKeepTheirOrder() {
		Map<String, StringBuffer> ran = new ConcurrentHashMap<>();
		start(8, Duration.ofSeconds(5), (job) -> {
			ran.computeIfAbsent(job.lane(), (lane) -> new StringBuffer()).append(job.payload());
			return new JobOutcome.Done("");
		});
		for (int i = 0; i < 200; i++) {
			queue().enqueue(job("lane-" + i % 20, Integer.toString(i / 20)));
		}
		awaitCompleted(200);
		assertThat(ran).hasSize(20).allSatisfy((lane, order) -> assertThat(order).hasToString("0123456789"));
		assertThat(this.meters.counter("github.jira.sync.jobs", "kind", "test", "outcome", "done").count())
			.isEqualTo(200);
	}

	@Test
	void shortJobsThatAreTakenAheadRunOnceEach() {
		Map<String, AtomicInteger> ran = new ConcurrentHashMap<>();
		enqueueMany(1_500);
		start(4, Duration.ofSeconds(5), (job) -> {
			ran.computeIfAbsent(job.payload(), (payload) -> new AtomicInteger()).incrementAndGet();
			return new JobOutcome.Done("");
		});
		awaitCompleted(1_500);
		assertThat(ran).hasSize(1_500).allSatisfy((payload, times) -> assertThat(times).hasValue(1));
		assertThat(queue().counts()).satisfies((counts) -> {
			assertThat(counts.waiting()).isZero();
			assertThat(counts.active()).isZero();
		});
	}

	@Test
	void shutdownAmongShortJobsLosesNoneAndRunsNoneTwice() {
		AtomicInteger ran = new AtomicInteger();
		enqueueMany(3_000);
		start(4, Duration.ofSeconds(5), (job) -> {
			ran.incrementAndGet();
			return new JobOutcome.Done("");
		});
		await().pollInterval(Duration.ofMillis(1)).until(() -> ran.get() > 300);
		stopPool();
		assertThat(queue().counts()).satisfies((counts) -> {
			assertThat(counts.completed()).isEqualTo(ran.get());
			assertThat(counts.completed() + counts.waiting()).isEqualTo(3_000);
			assertThat(counts.active()).isZero();
		});
	}

	private void enqueueMany(int jobs) {
		for (int from = 0; from < jobs; from += 100) {
			queue()
				.enqueueAll(IntStream.range(from, from + 100).mapToObj((i) -> job("lane-" + i, "job " + i)).toList());
		}
	}

	@Test
	void idlePoolStartsAJobWithoutWaitingForItsNextLook() {
		CountDownLatch idle = new CountDownLatch(1);
		start(2, Duration.ofSeconds(5), (job) -> {
			idle.countDown();
			return new JobOutcome.Done("");
		});
		queue().enqueue(job("a", "first"));
		awaitCompleted(1);
		long start = System.nanoTime();
		for (int i = 0; i < 5; i++) {
			queue().enqueue(job("a", "next"));
			awaitCompleted(i + 2);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

	@Test
	void exceptionOfAHandlerIsARetry() {
		AtomicInteger attempts = new AtomicInteger();
		start(1, Duration.ofSeconds(5), (job) -> {
			if (attempts.incrementAndGet() < 3) {
				throw new IllegalStateException("not yet");
			}
			return new JobOutcome.Done("third time");
		});
		queue().enqueue(job("lane", "1"));
		awaitCompleted(1);
		assertThat(attempts).hasValue(3);
		assertThat(this.meters.counter("github.jira.sync.errors", "kind", "test", "result", "retry").count())
			.isEqualTo(2);
	}

	@Test
	void deadLetterSaysWhyEachAttemptFailed() {
		start(1, Duration.ofSeconds(5), (job) -> new JobOutcome.Retry("attempt " + job.attempt() + " failed"));
		String id = queue().enqueue(job("lane", "1")).jobId();
		DeadLetters deadLetters = this.queues.deadLetters();
		await().atMost(Duration.ofSeconds(10)).until(() -> deadLetters.find(id).isPresent());
		assertThat(deadLetters.find(id).orElseThrow().failures()).extracting("cause")
			.containsExactly("attempt 1 failed", "attempt 2 failed", "attempt 3 failed");
	}

	@Test
	void longJobKeepsItsLease() throws Exception {
		Set<Job> ran = ConcurrentHashMap.newKeySet();
		CountDownLatch release = new CountDownLatch(1);
		start(1, Duration.ofSeconds(5), (job) -> {
			ran.add(job);
			release.await();
			return new JobOutcome.Done("");
		});
		queue().enqueue(job("lane", "1"));
		await().until(() -> ran.size() == 1);
		// Twice the lease, during which others look for expired ones.
		await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(3)).until(() -> queue().recover() == 0);
		release.countDown();
		awaitCompleted(1);
		assertThat(ran).hasSize(1);
	}

	@Test
	void shutdownLetsRunningJobsFinish() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		start(1, Duration.ofSeconds(5), (job) -> {
			running.countDown();
			TimeUnit.MILLISECONDS.sleep(300);
			return new JobOutcome.Done("");
		});
		queue().enqueueAll(List.of(job("a", "1"), job("b", "2")));
		assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
		stopPool();
		assertThat(queue().counts()).satisfies((counts) -> {
			assertThat(counts.completed()).isEqualTo(1);
			assertThat(counts.waiting()).isEqualTo(1);
			assertThat(counts.active()).isZero();
		});
	}

	@Test
	void shutdownGivesBackWhatDoesNotFinish() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		start(1, Duration.ofMillis(100), (job) -> {
			running.countDown();
			new CountDownLatch(1).await();
			return new JobOutcome.Done("");
		});
		queue().enqueue(job("lane", "1"));
		assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
		stopPool();
		assertThat(queue().exchange("other", List.of(), 1).leases()).singleElement()
			.satisfies((lease) -> assertThat(lease.job().attempt()).isEqualTo(1));
	}

	@Test
	void lostLeaseInterruptsTheJob() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		start(1, Duration.ofSeconds(1), (job) -> {
			running.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
				throw ex;
			}
			return new JobOutcome.Done("");
		});
		queue().enqueue(job("lane", "1"));
		assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
		this.queues.expireLeases();
		queue().recover();
		assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void lostLeaseIsCountedAndNotKept() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		List<Lease> givenBack = new CopyOnWriteArrayList<>();
		start(recordingGiveBack(givenBack), 1, Duration.ofMillis(100), (job) -> {
			running.countDown();
			new CountDownLatch(1).await();
			return new JobOutcome.Done("");
		});
		queue().enqueue(job("lost", "1"));
		assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
		this.queues.redis().opsForHash().put("{gjs:0}:lanes", "lost", "somebody else's");
		await()
			.until(() -> this.meters.counter("github.jira.sync.jobs", "kind", "test", "outcome", "lost").count() == 1);
		stopPool();
		assertThat(givenBack).isEmpty();
	}

	private JobQueue recordingGiveBack(List<Lease> givenBack) {
		return (JobQueue) Proxy.newProxyInstance(JobQueue.class.getClassLoader(), new Class<?>[] { JobQueue.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("giveBack")) {
						((Collection<?>) arguments[1]).forEach((lease) -> givenBack.add((Lease) lease));
					}
					try {
						return method.invoke(queue(), arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Test
	void attemptThatHangsIsInterruptedAndFails() {
		AtomicInteger attempts = new AtomicInteger();
		start(1, Duration.ofSeconds(1), Duration.ofMillis(300), (job) -> {
			if (attempts.incrementAndGet() == 1) {
				new CountDownLatch(1).await();
			}
			return new JobOutcome.Done("");
		});
		String id = queue().enqueue(job("lane", "1")).jobId();
		awaitCompleted(1);
		assertThat(this.queues.lookup().find(id).orElseThrow().failures()).extracting("cause")
			.containsExactly("The attempt took longer than 0 s");
	}

	@Test
	void errorOfAHandlerIsARetry() {
		AtomicInteger attempts = new AtomicInteger();
		start(1, Duration.ofSeconds(5), (job) -> {
			if (attempts.incrementAndGet() == 1) {
				throw new StackOverflowError();
			}
			return new JobOutcome.Done("");
		});
		String id = queue().enqueue(job("lane", "1")).jobId();
		awaitCompleted(1);
		assertThat(this.queues.lookup().find(id).orElseThrow().failures()).extracting("cause")
			.containsExactly("unexpected: java.lang.StackOverflowError");
	}

	@Test
	void logOfAJobNamesItsDeliveryAndLane() {
		Map<String, String> seen = new ConcurrentHashMap<>();
		start(1, Duration.ofSeconds(5), (job) -> {
			seen.putAll(MDC.getCopyOfContextMap());
			return new JobOutcome.Done("");
		});
		String id = queue()
			.enqueue(new NewJob("github-1", "test", JobPriority.NORMAL, "1", null, List.of(), "delivery-7", null))
			.jobId();
		awaitCompleted(1);
		assertThat(seen).containsEntry("deliveryId", "delivery-7")
			.containsEntry("jobId", id)
			.containsEntry("attempt", "1")
			.containsEntry("issue", "github-1");
	}

}
