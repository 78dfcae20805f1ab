package io.github.githubjirasync.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.ScratchFolder;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Redis, worker processes, a producer and their ledgers, for one fault. It is longer than
 * usual because each act that a fault may consist of is one method here.
 */
final class Stage implements AutoCloseable {

	private static final List<String> STATES = List.of("waiting", "delayed", "active", "completed", "dead");

	/** All completed jobs are kept, to be counted. */
	private static final List<String> DEFAULTS = List.of("queue.rate-per-second=0", "queue.completed-kept=1000000",
			"queue.capacity-per-instance=1000000", "worker.heartbeat-interval=500ms");

	private final Logger rootLogger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	/** The context sets it, for the whole JVM. */
	private final Level level = this.rootLogger.getLevel();

	private final Path folder = ScratchFolder.create("fault");

	private final List<String> properties;

	private final Servers servers;

	private final ConfigurableApplicationContext context;

	private final LedgerTail acceptances;

	private final Ledger accepted;

	private final Producer producer;

	private final List<WorkerProcess> workers = new ArrayList<>();

	/**
	 * A stage on a single Redis.
	 * @param properties properties of the queue and the workers, without the common
	 * prefix: {@code queue.lease=1s}
	 * @param redisArguments more arguments for Redis
	 */
	Stage(List<String> properties, String... redisArguments) {
		this(SingleRedis.start(redisArguments), properties);
	}

	/**
	 * A stage on servers that run.
	 * @param servers the servers, which are closed with the stage
	 * @param properties properties of the queue and the workers, without the common
	 * prefix: {@code queue.lease=1s}
	 */
	Stage(Servers servers, List<String> properties) {
		this.properties = lastOfEach(Stream.concat(DEFAULTS.stream(), properties.stream()))
			.map((property) -> "github-jira-sync." + property)
			.toList();
		this.servers = servers;
		this.context = QueueWiring.start(QueueWiring.class, with(servers.connection()));
		Path file = this.folder.resolve("accepted.ledger");
		this.acceptances = new LedgerTail(file);
		this.accepted = new Ledger(file);
		this.producer = new Producer(queue(), this.accepted);
	}

	/** Of properties with the same name only the last. */
	private static Stream<String> lastOfEach(Stream<String> properties) {
		return properties
			.collect(Collectors.toMap((property) -> property.substring(0, property.indexOf('=')),
					(property) -> property, (first, last) -> last))
			.values()
			.stream();
	}

	private List<String> with(List<String> more) {
		return Stream.concat(this.properties.stream(), more.stream()).toList();
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

	/**
	 * The single Redis of a stage that has one.
	 * @return the server
	 */
	RedisProcess redis() {
		return ((SingleRedis) this.servers).process();
	}

	/**
	 * Where the single Redis of a stage keeps its data.
	 * @return the folder
	 */
	Path redisFolder() {
		return ((SingleRedis) this.servers).folder();
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
	 * @param more more properties, with their prefixes
	 * @return the process; not ready yet
	 */
	WorkerProcess worker(String... more) {
		return worker(Map.of(), more);
	}

	/**
	 * Starts a worker process.
	 * @param environment more environment variables
	 * @param more more properties, with their prefixes; they win over the stage's
	 * @return the process; not ready yet
	 */
	WorkerProcess worker(Map<String, String> environment, String... more) {
		List<String> all = lastOfEach(Stream
			.of(with(this.servers.connection()), List.of("effects=" + this.folder.resolve("effects")), List.of(more))
			.flatMap(List::stream)).toList();
		WorkerProcess worker = new WorkerProcess("worker-" + (this.workers.size() + 1), this.folder, all, environment);
		this.workers.add(worker);
		return worker;
	}

	/**
	 * Starts worker processes that talk to Redis directly.
	 * @param count how many
	 * @return the processes, ready
	 */
	List<WorkerProcess> workers(int count) {
		List<WorkerProcess> started = Stream.generate(() -> worker()).limit(count).toList();
		started.forEach(WorkerProcess::awaitReady);
		return started;
	}

	/**
	 * What all processes have written up to now.
	 * @return the entries of all ledgers
	 */
	List<LedgerEntry> entries() {
		return Stream.concat(Stream.of(this.acceptances.entries()), this.workers.stream().map(WorkerProcess::entries))
			.flatMap(List::stream)
			.toList();
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
		return await(() -> this.acceptances.entries().stream(), Event.ACCEPTED, since, limit);
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

	/**
	 * Waits until Redis has written all that it has answered to its file.
	 * @param limit how long that may take
	 */
	void awaitWritten(Duration limit) {
		Awaitility.await().atMost(limit).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
			Properties persistence = Objects.requireNonNull(commands()
				.execute((RedisCallback<Properties>) (connection) -> connection.serverCommands().info("persistence")));
			return "0".equals(persistence.getProperty("aof_pending_bio_fsync"))
					&& "0".equals(persistence.getProperty("aof_buffer_length"));
		});
	}

	void awaitEmpty(Duration limit) {
		Awaitility.await().atMost(limit).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(() -> {
			QueueCounts counts = queue().counts();
			return counts.waiting() + counts.delayed() + counts.active() == 0;
		});
	}

	/**
	 * The state of a job.
	 * @param jobId the job
	 * @return its state, or nothing if it is unknown
	 */
	Optional<JobState> state(String jobId) {
		return this.context.getBean(JobLookup.class).find(jobId).map(JobRecord::state);
	}

	/**
	 * The newest dead letters, 500 at most.
	 * @return the dead letters
	 */
	List<DeadLetter> deadLetters() {
		return this.context.getBean(DeadLetters.class).list(0, 500);
	}

	/** The ids in each state, over all partitions. */
	private Map<String, Set<String>> states() {
		Map<String, Set<String>> states = new HashMap<>();
		for (String state : STATES) {
			Set<String> ids = new HashSet<>();
			Objects.requireNonNull(commands().keys("{gjs:*}:" + state))
				.forEach((key) -> ids.addAll(Objects.requireNonNull(commands().opsForZSet().range(key, 0, -1))));
			states.put(state, ids);
		}
		return states;
	}

	@Override
	public void close() {
		this.producer.close();
		this.workers.forEach(WorkerProcess::close);
		this.context.close();
		this.rootLogger.setLevel(this.level);
		this.accepted.close();
		this.servers.close();
		ScratchFolder.delete(this.folder);
	}

}
