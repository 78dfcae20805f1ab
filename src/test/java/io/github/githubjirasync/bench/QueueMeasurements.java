package io.github.githubjirasync.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.bench.Completions.Window;
import io.github.githubjirasync.bench.Payloads.Payload;
import io.github.githubjirasync.bench.Payloads.TimedPayload;
import io.github.githubjirasync.queue.Backoff;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.queue.RetryPolicy;
import io.github.githubjirasync.queue.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of our queue. Each job has a lane of its own, a snapshot, two scopes
 * and a delivery id, as the application's have. It is longer than usual because each
 * measurement is one method here.
 */
final class QueueMeasurements implements AutoCloseable {

	private static final int WARM_UP = 2_000;

	private static final int IN_FLIGHT = 50;

	private static final int BATCH = 50;

	private static final int TAKE = 10;

	private static final int FILL_BATCH = 100;

	private static final int SKIPPED_LATENCIES = 200;

	private static final RetryPolicy QUICK_RETRIES = new RetryPolicy(3,
			new Backoff(Duration.ofMillis(50), Duration.ofMinutes(10), 0));

	private final ObjectMapper json = new ObjectMapper();

	private final ExecutorService callers = Executors.newFixedThreadPool(IN_FLIGHT);

	private final String url;

	private final RedisStats stats;

	private @Nullable QueueService producer;

	private @Nullable Listening listening;

	QueueMeasurements(String url) {
		this.url = url;
		this.stats = new RedisStats(url);
	}

	/**
	 * One for all rounds: to start it keeps the compiler busy for long, which a service
	 * does once.
	 */
	private JobQueue producer() {
		if (this.producer == null) {
			this.producer = QueueService.producer(this.url);
		}
		return this.producer.queue();
	}

	Map<String, Double> add(int jobs) {
		return measureAdds(jobs, this::addAsynchronously);
	}

	Map<String, Double> addBlocking(int jobs) {
		return measureAdds(jobs, this::addConcurrently);
	}

	Map<String, Double> addBulk(int jobs) {
		return measureAdds(jobs, (queue, from, to) -> addInBatches(queue, from, to, BATCH));
	}

	private Map<String, Double> measureAdds(int jobs, Adds adds) {
		JobQueue queue = producer();
		adds.run(queue, 0, WARM_UP);
		Window window = new Window(this.stats);
		adds.run(queue, WARM_UP, WARM_UP + jobs);
		return window.end(jobs);
	}

	/** One caller that has so many on their way. */
	private void addAsynchronously(JobQueue queue, int from, int to) {
		Semaphore free = new Semaphore(IN_FLIGHT);
		CompletableFuture<?>[] added = new CompletableFuture<?>[to - from];
		for (int i = from; i < to; i++) {
			free.acquireUninterruptibly();
			added[i - from] = queue.enqueueAsync(job(i, null)).whenComplete((stored, failure) -> free.release());
		}
		CompletableFuture.allOf(added).join();
	}

	/** So many callers that each wait for the answer. */
	private void addConcurrently(JobQueue queue, int from, int to) {
		AtomicInteger next = new AtomicInteger(from);
		CompletableFuture<?>[] running = new CompletableFuture<?>[IN_FLIGHT];
		Arrays.setAll(running, (caller) -> CompletableFuture.runAsync(() -> {
			for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
				queue.enqueue(job(i, null));
			}
		}, this.callers));
		CompletableFuture.allOf(running).join();
	}

	private void addInBatches(JobQueue queue, int from, int to, int size) {
		for (int i = from; i < to; i += size) {
			queue.enqueueAll(IntStream.range(i, Math.min(to, i + size)).mapToObj((j) -> job(j, null)).toList());
		}
	}

	/**
	 * The worker starts before the jobs come, with the queue paused, so that its start is
	 * not part of what is measured.
	 */
	Map<String, Double> process(int jobs) {
		Completions completions = new Completions(this.stats, WARM_UP, WARM_UP + jobs);
		try (QueueService service = QueueService.worker(this.url, (job) -> new JobOutcome.Done(""), completions)) {
			service.control().pause(QueueControl.EVERYTHING);
			addInBatches(service.queue(), 0, WARM_UP + jobs, FILL_BATCH);
			service.control().resume(QueueControl.EVERYTHING);
			return completions.await();
		}
	}

	/** Every job fails twice, then succeeds. */
	Map<String, Double> retry(int jobs) {
		JobQueue queue = producer();
		for (int i = 0; i < jobs; i += FILL_BATCH) {
			queue.enqueueAll(
					IntStream.range(i, Math.min(jobs, i + FILL_BATCH)).mapToObj((j) -> job(j, QUICK_RETRIES)).toList());
		}
		Completions completions = new Completions(this.stats, 0, jobs);
		try (QueueService service = QueueService.worker(this.url, (job) -> {
			completions.begin();
			return (job.attempt() < 3) ? new JobOutcome.Retry("fails") : new JobOutcome.Done("");
		}, completions)) {
			return completions.await();
		}
	}

	/** Waits as long as the other contestants do for Redis to free what it can. */
	Map<String, Double> memory(int jobs) throws InterruptedException {
		JobQueue queue = producer();
		queue.enqueue(job(0, null));
		this.stats.flush();
		TimeUnit.MILLISECONDS.sleep(1500);
		double before = this.stats.usedMemory();
		addInBatches(queue, 0, jobs, FILL_BATCH);
		TimeUnit.MILLISECONDS.sleep(1500);
		return Map.of("bytes", (this.stats.usedMemory() - before) / jobs);
	}

	/** Starts a worker that notes how long each job took; {@link #collect} ends it. */
	Map<String, Double> listen(int jobs) {
		List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
		Completions completions = new Completions(this.stats, 0, jobs);
		QueueService service = QueueService.worker(this.url, (job) -> new JobOutcome.Done(""), (job) -> {
			latencies.add(now() - addedAt(job));
			completions.accept(job);
		});
		completions.begin();
		this.listening = new Listening(service, completions, latencies);
		return Map.of("ready", 1.0);
	}

	Map<String, Double> collect() throws InterruptedException {
		Listening measured = Objects.requireNonNull(this.listening, "Nobody listens");
		try (QueueService service = measured.service()) {
			Map<String, Double> figures = new LinkedHashMap<>(measured.completions().await());
			figures.remove("per_second");
			double[] sorted = measured.latencies()
				.stream()
				.skip(SKIPPED_LATENCIES)
				.mapToDouble(Double::doubleValue)
				.sorted()
				.toArray();
			figures.put("p50_ms", sorted[sorted.length / 2]);
			figures.put("p99_ms", sorted[sorted.length * 99 / 100]);
			return figures;
		}
	}

	/** Adds jobs at an even pace, on behalf of a listener in another process. */
	Map<String, Double> produce(int jobs, int rate) {
		JobQueue queue = producer();
		long start = System.nanoTime();
		for (int i = 0; i < jobs; i++) {
			long due = start + i * 1_000_000_000L / rate;
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			Payload payload = Payloads.of(i);
			queue.enqueue(job(i, json(new TimedPayload(i, payload.kind(), payload.body(), now())), null));
		}
		return Map.of("per_second", jobs / ((System.nanoTime() - start) / 1e9));
	}

	/** Adds jobs that stay. */
	Map<String, Double> fill(int from, int count) {
		JobQueue queue = producer();
		addInBatches(queue, from, from + count, FILL_BATCH);
		return Map.of("jobs", (double) count);
	}

	/**
	 * Adds and completes as many jobs as are measured, in small steps, so that the number
	 * of those that wait stays as it is.
	 */
	Map<String, Double> depth(int from, int jobs) {
		JobQueue queue = producer();
		List<Settlement> ended = steps(queue, from, WARM_UP, List.of());
		Window window = new Window(this.stats);
		ended = steps(queue, from + WARM_UP, jobs, ended);
		Map<String, Double> figures = window.end(jobs);
		queue.exchange("bench", ended, 0);
		return figures;
	}

	private List<Settlement> steps(JobQueue queue, int from, int jobs, List<Settlement> last) {
		List<Settlement> ended = last;
		for (int i = 0; i < jobs; i += BATCH) {
			addInBatches(queue, from + i, from + i + BATCH, BATCH);
			for (int taken = 0; taken < BATCH; taken += TAKE) {
				Exchange exchange = queue.exchange("bench", ended, TAKE);
				ended = exchange.leases()
					.stream()
					.map((lease) -> new Settlement(lease, new JobOutcome.Done("")))
					.toList();
			}
		}
		return ended;
	}

	private NewJob job(int i, @Nullable RetryPolicy retry) {
		return job(i, json(Payloads.of(i)), retry);
	}

	private static NewJob job(int i, String payload, @Nullable RetryPolicy retry) {
		UUID delivery = new UUID(0x9E3779B97F4A7C15L * i, i);
		return new NewJob("github-" + (3_000_000_000L + i), "github-issue", JobPriority.of(1 + i % 3), payload,
				new NewJob.Snapshot("issue by 583231", i), List.of("jira", "link:widgets"), delivery.toString(), retry);
	}

	private String json(Object value) {
		try {
			return this.json.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static double addedAt(Job job) {
		String payload = job.payload();
		int start = payload.lastIndexOf("\"t\":") + 4;
		return Double.parseDouble(payload.substring(start, payload.indexOf('}', start)));
	}

	/** In ms, with the clock's microseconds, comparable between processes. */
	private static double now() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
	}

	@Override
	public void close() {
		if (this.producer != null) {
			this.producer.close();
		}
		this.callers.shutdownNow();
		this.stats.close();
	}

	/** A way to add jobs. */
	private interface Adds {

		void run(JobQueue queue, int from, int to);

	}

	/** A worker whose latencies are being noted. */
	private record Listening(QueueService service, Completions completions, List<Double> latencies) {
	}

}
