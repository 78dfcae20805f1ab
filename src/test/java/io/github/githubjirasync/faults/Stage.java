package io.github.githubjirasync.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.ScratchFolder;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A Redis of its own, worker processes, a producer and their ledgers, for one fault.
 */
final class Stage implements AutoCloseable {

	private static final List<String> STATES = List.of("waiting", "delayed", "active", "completed", "dead");

	/** All completed jobs are kept, to be counted. */
	private static final List<String> DEFAULTS = List.of("queue.rate-per-second=0", "queue.completed-kept=1000000",
			"queue.capacity-per-instance=1000000", "worker.heartbeat-interval=500ms");

	private final Path folder = ScratchFolder.create("fault");

	private final List<String> properties;

	private final RedisProcess redis;

	private final ConfigurableApplicationContext context;

	private final Path acceptedFile = this.folder.resolve("accepted.ledger");

	private final Ledger accepted = new Ledger(this.acceptedFile);

	private final Producer producer;

	private final List<WorkerProcess> workers = new ArrayList<>();

	/**
	 * Starts Redis and connects to it.
	 * @param properties properties of the queue and the workers, without the common
	 * prefix: {@code queue.lease=1s}
	 * @param redisArguments more arguments for Redis
	 */
	Stage(List<String> properties, String... redisArguments) {
		this.properties = Stream.concat(DEFAULTS.stream(), properties.stream())
			.collect(Collectors.toMap((property) -> property.substring(0, property.indexOf('=')),
					(property) -> property, (standard, own) -> own))
			.values()
			.stream()
			.map((property) -> "github-jira-sync." + property)
			.toList();
		this.redis = RedisProcess.start(RedisProcess.freePort(), this.folder, redisArguments);
		this.context = QueueWiring.start(QueueWiring.class, withUrl(this.redis.url()));
		this.producer = new Producer(queue(), this.accepted);
	}

	private List<String> withUrl(String url) {
		return Stream.concat(this.properties.stream(), Stream.of("spring.data.redis.url=" + url)).toList();
	}

	JobQueue queue() {
		return this.context.getBean(JobQueue.class);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	StringRedisTemplate commands() {
		return this.context.getBean(StringRedisTemplate.class);
	}

	Path folder() {
		return this.folder;
	}

	RedisProcess redis() {
		return this.redis;
	}

	Producer producer() {
		return this.producer;
	}

	/**
	 * Enqueues jobs at a steady rate until {@link #finish}.
	 * @param perSecond how many a second
	 * @param time how long each attempt takes
	 */
	void load(int perSecond, Duration time) {
		this.producer.start(perSecond, (number) -> Work.of("k" + number, time).toJob());
	}

	/**
	 * Starts a worker process that talks to Redis directly.
	 * @return the process; not ready yet
	 */
	WorkerProcess worker() {
		return worker(this.redis.url(), Map.of());
	}

	WorkerProcess worker(String redisUrl, Map<String, String> environment) {
		WorkerProcess worker = new WorkerProcess("worker-" + (this.workers.size() + 1), this.folder, withUrl(redisUrl),
				environment);
		this.workers.add(worker);
		return worker;
	}

	/**
	 * Starts worker processes that talk to Redis directly.
	 * @param count how many
	 * @return the processes, ready
	 */
	List<WorkerProcess> workers(int count) {
		List<WorkerProcess> started = Stream.generate(this::worker).limit(count).toList();
		started.forEach(WorkerProcess::awaitReady);
		return started;
	}

	/**
	 * What all processes have written up to now.
	 * @return the entries of all ledgers
	 */
	List<LedgerEntry> entries() {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> file.toString().endsWith(".ledger"))
				.flatMap((file) -> Ledger.read(file).stream())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until a process does something.
	 * @param worker the process
	 * @param event what
	 * @param since only what happened after this time counts
	 * @param limit how long to wait at most
	 * @return how long after {@code since} it did
	 */
	Duration await(WorkerProcess worker, Event event, long since, Duration limit) {
		return await(() -> worker.entries().stream(), event, since, limit);
	}

	/**
	 * Waits until a job is accepted.
	 * @param since only what happened after this time counts
	 * @param limit how long to wait at most
	 * @return how long after {@code since} it was
	 */
	Duration awaitAccepted(long since, Duration limit) {
		return await(() -> Ledger.read(this.acceptedFile).stream(), Event.ACCEPTED, since, limit);
	}

	private static Duration await(Supplier<Stream<LedgerEntry>> entries, Event event, long since, Duration limit) {
		long at = Awaitility.await()
			.atMost(limit)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> entries.get()
				.filter((entry) -> entry.event() == event && entry.nanos() > since)
				.mapToLong(LedgerEntry::nanos)
				.min()
				.orElse(0), (nanos) -> nanos != 0);
		return Duration.ofNanos(at - since);
	}

	/**
	 * Lets the load go on for a time.
	 * @param time how long
	 */
	void letRun(Duration time) {
		try {
			TimeUnit.NANOSECONDS.sleep(time.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How long a job waited for its first start at most.
	 * @param since only jobs accepted after this time count
	 * @return the longest wait
	 */
	Duration longestWait(long since) {
		List<LedgerEntry> entries = entries();
		Map<String, Long> starts = entries.stream()
			.filter((entry) -> entry.event() == Event.STARTED)
			.collect(Collectors.toMap(LedgerEntry::key, LedgerEntry::nanos, Math::min));
		return Duration.ofNanos(entries.stream()
			.filter((entry) -> entry.event() == Event.ACCEPTED && entry.nanos() > since)
			.mapToLong((entry) -> starts.getOrDefault(entry.key(), Long.MAX_VALUE) - entry.nanos())
			.max()
			.orElse(0));
	}

	/**
	 * Stops the producer, lets the queue run empty, and judges.
	 * @param limit how long that may take
	 * @return the judgement
	 */
	Judge finish(Duration limit) {
		this.producer.close();
		if (!this.producer.unexpected().isEmpty()) {
			throw new IllegalStateException("Enqueue failed unexpectedly: " + this.producer.unexpected());
		}
		awaitEmpty(limit);
		return Judge.of(entries(), states());
	}

	void awaitEmpty(Duration limit) {
		Awaitility.await().atMost(limit).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(() -> {
			QueueCounts counts = queue().counts();
			return counts.waiting() + counts.delayed() + counts.active() == 0;
		});
	}

	private Map<String, Set<String>> states() {
		Map<String, Set<String>> states = new HashMap<>();
		for (String state : STATES) {
			states.put(state,
					new HashSet<>(Objects.requireNonNull(commands().opsForZSet().range("{gjs:0}:" + state, 0, -1))));
		}
		return states;
	}

	@Override
	public void close() {
		this.producer.close();
		this.workers.forEach(WorkerProcess::close);
		this.context.close();
		this.accepted.close();
		this.redis.close();
		ScratchFolder.delete(this.folder);
	}

}
