package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Runs the jobs of one instance. One loop exchanges finished leases for new ones; the
 * jobs run on threads of their own. At shutdown it takes nothing more, lets running jobs
 * finish, then interrupts and gives back what is left. It is longer than usual because
 * what may become of a lease, from its start to a shutdown, makes sense together only.
 */
final class WorkerPool implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(WorkerPool.class);

	/**
	 * After the web server has stopped taking deliveries, before connections are closed.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	/** How long a loop may go without success. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(3);

	/** Short jobs get a second call when a quarter of the leases has ended. */
	private static final int SHARE_OF_A_CALL = 4;

	/**
	 * How many jobs one call settles and takes at most, if no more run at once: it keeps
	 * Redis from everything else for as long as that takes it, some 2 ms.
	 */
	private static final int MOST_A_CALL = 64;

	private final JobQueue queue;

	private final JobRunner runner;

	private final WorkerProperties properties;

	private final String instance;

	private final ExecutorService threads;

	private final Map<Lease, RunningJob> running = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<Lease> interrupted = new ConcurrentLinkedQueue<>();

	private final Exchanges exchanges;

	private final List<SupervisedLoop> loops = new ArrayList<>();

	private final SupervisedLoop exchange;

	private final SupervisedLoop exchangeAhead;

	private final Watchdog watchdog;

	private final JobPace pace = new JobPace();

	/**
	 * More may be leased than run: where jobs are short some are taken ahead, and Redis
	 * may hand out a job while an exchange is on its way.
	 */
	private final Semaphore slots;

	private @Nullable AutoCloseable listening;

	private volatile boolean draining;

	private volatile boolean started;

	WorkerPool(JobQueue queue, JobRunner runner, WorkerProperties properties, String instance,
			ExecutorService threads) {
		this.queue = queue;
		this.runner = runner;
		this.properties = properties;
		this.instance = instance;
		this.threads = threads;
		this.slots = new Semaphore(properties.concurrency());
		this.exchanges = new Exchanges(queue, instance, runner, Math.max(MOST_A_CALL, properties.concurrency()),
				this::free, this::launch);
		this.exchange = loop("worker-exchange", this::exchange);
		this.exchangeAhead = loop("worker-exchange-ahead", this::exchangeAhead);
		loop("worker-heartbeat", this::heartbeat);
		loop("worker-recover", () -> sweep("recovered", queue.recover()));
		loop("worker-promote", () -> sweep("promoted", queue.promote()));
		loop("worker-trim", () -> sweep("trimmed", queue.trim()));
		this.watchdog = new Watchdog(this.loops, PATIENCE);
		loop("worker-watchdog", this.watchdog::look);
	}

	private SupervisedLoop loop(String name, SupervisedLoop.Step step) {
		SupervisedLoop loop = new SupervisedLoop(name, step);
		this.loops.add(loop);
		return loop;
	}

	@Override
	public void start() {
		this.started = true;
		this.watchdog.bindTo(this.runner.meters());
		this.listening = this.queue.listen(this.instance, this::onWork);
		this.loops.forEach(SupervisedLoop::start);
		logger.info("{} runs up to {} jobs at once", this.instance, this.properties.concurrency());
	}

	private void onWork(List<Lease> leases) {
		leases.forEach(this::launch);
		if (leases.isEmpty()) {
			this.exchange.call();
		}
	}

	private Duration exchange() {
		Duration again = this.exchanges.exchange();
		if (this.exchanges.leftSome()) {
			return goesWithTheNext() ? this.properties.sweepInterval() : Duration.ZERO;
		}
		return (again != null && free() > 0) ? again : this.properties.sweepInterval();
	}

	/**
	 * A second call while the first is under way, so that Redis has work while this
	 * instance has, too.
	 */
	private Duration exchangeAhead() {
		if (manyEnded() && !this.exchanges.areIdle()) {
			try {
				this.exchanges.exchange();
			}
			finally {
				this.exchange.call();
			}
		}
		return this.properties.sweepInterval();
	}

	/**
	 * Whether only a few short jobs have ended while a call is under way: they share the
	 * next one, which whoever makes that call sees to when it is answered.
	 */
	private boolean goesWithTheNext() {
		return this.pace.ahead() > 0 && !this.exchanges.areIdle() && !manyEnded();
	}

	/** Whether so many short jobs have ended that it is worth a call of its own. */
	private boolean manyEnded() {
		return this.pace.ahead() > 0 && this.exchanges.unsettled() >= mostLeases() / SHARE_OF_A_CALL;
	}

	private int free() {
		return this.draining ? 0 : Math.max(0, mostLeases() - this.running.size());
	}

	/**
	 * Short jobs are taken ahead of time, so that the next ones are there while the last
	 * ones are settled, and many are settled and taken by one call.
	 */
	private int mostLeases() {
		return this.properties.concurrency() * (1 + this.pace.ahead());
	}

	private void launch(Lease lease) {
		RunningJob job = new RunningJob();
		if (this.running.putIfAbsent(lease, job) != null) {
			return;
		}
		try {
			this.threads.execute(() -> attempt(lease, job));
		}
		catch (RejectedExecutionException ex) {
			// It came while the pool shuts down.
			this.running.remove(lease);
			this.interrupted.add(lease);
		}
	}

	private void attempt(Lease lease, RunningJob job) {
		try {
			this.slots.acquire();
			try {
				job.begin();
				if (!job.isLost()) {
					long start = System.nanoTime();
					this.exchanges.ended(new Settlement(lease, this.runner.run(lease.job())));
					this.pace.ran(System.nanoTime() - start);
				}
			}
			catch (InterruptedException ex) {
				if (!job.isOverdue()) {
					throw ex;
				}
				this.exchanges.ended(new Settlement(lease, new JobOutcome.Retry(overdue())));
			}
			finally {
				job.end();
				this.slots.release();
			}
		}
		catch (InterruptedException ex) {
			if (job.isLost()) {
				this.runner.lost(lease.job());
			}
			else {
				this.interrupted.add(lease);
			}
		}
		finally {
			this.running.remove(lease);
			settleSoon();
		}
	}

	private void settleSoon() {
		if (this.running.isEmpty() && !this.draining && this.exchanges.areIdle()) {
			settleHere();
		}
		else if (!goesWithTheNext()) {
			this.exchange.call();
			if (manyEnded()) {
				this.exchangeAhead.call();
			}
		}
	}

	/**
	 * The thread of a lone job settles it: to wake another one would take about as long
	 * as the call.
	 */
	private void settleHere() {
		// An interruption was for the attempt.
		Thread.interrupted();
		try {
			this.exchange.callWithin(exchange());
		}
		catch (RuntimeException ex) {
			// The loop does it again and says what is wrong.
			this.exchange.call();
		}
	}

	private Duration heartbeat() {
		this.running.forEach((lease, job) -> {
			if (job.interruptIfOver(this.properties.attemptLimit())) {
				logger.warn("{} and is interrupted: job {} (lane {})", overdue(), lease.job().id(), lease.job().lane());
			}
		});
		Set<Lease> lost = this.queue.heartbeat(this.instance, List.copyOf(this.running.keySet()));
		lost.forEach((lease) -> {
			RunningJob job = this.running.get(lease);
			if (job != null && job.lose()) {
				logger.warn("The lease of job {} was lost; its attempt is interrupted and changes nothing more",
						lease.job().id());
			}
		});
		return this.properties.heartbeatInterval();
	}

	private String overdue() {
		return "The attempt took longer than " + this.properties.attemptLimit().toSeconds() + " s";
	}

	/** A sweep that moved something may have left something; it goes on at once. */
	private Duration sweep(String what, int moved) {
		if (moved > 0) {
			this.runner.swept(what, moved);
		}
		return (moved > 0) ? Duration.ZERO : this.properties.sweepInterval();
	}

	int runningJobs() {
		return this.running.size();
	}

	/** The loops that have made no progress for too long, with the time since. */
	Map<String, Duration> silentLoops() {
		return this.started ? this.watchdog.silent() : Map.of();
	}

	@Override
	public void stop() {
		this.draining = true;
		stopListening();
		long deadline = System.nanoTime() + this.properties.shutdownGrace().toNanos();
		this.threads.shutdown();
		boolean finished = await(deadline - System.nanoTime());
		if (!finished) {
			logger.warn("{} jobs still run after {}; they are interrupted and given back", this.running.size(),
					this.properties.shutdownGrace());
			this.threads.shutdownNow();
			await(INTERRUPT_GRACE.toNanos());
		}
		this.loops.forEach(SupervisedLoop::stop);
		settleAndGiveBack();
		this.started = false;
	}

	private void stopListening() {
		AutoCloseable registration = this.listening;
		if (registration == null) {
			return;
		}
		try {
			this.queue.giveBack(this.instance, List.of());
			registration.close();
		}
		catch (Exception ex) {
			logger.warn("Redis was not told that {} takes no more jobs: {}", this.instance, ex.toString());
		}
	}

	/**
	 * What does not react to its interruption keeps its lease, so that nobody runs it a
	 * second time meanwhile.
	 */
	private void settleAndGiveBack() {
		try {
			this.exchanges.settleAll();
			this.queue.giveBack(this.instance, List.copyOf(this.interrupted));
		}
		catch (QueueUnavailableException ex) {
			logger.warn("Some leases could not be given back and will be recovered when they expire: {}",
					ex.getMessage());
		}
	}

	private boolean await(long nanos) {
		try {
			return this.threads.awaitTermination(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public boolean isRunning() {
		return this.started;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
