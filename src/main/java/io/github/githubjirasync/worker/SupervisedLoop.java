package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does something again and again, and survives every failure of it, errors
 * and interruptions among them: it waits a little longer after each failure in a row (up
 * to 2 s) and goes on. Safe for use by many threads.
 */
final class SupervisedLoop {

	private static final Logger logger = LoggerFactory.getLogger(SupervisedLoop.class);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

	private final String name;

	private final Step step;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Thread thread;

	private boolean called;

	private boolean waits;

	/** Until when it waits, by System.nanoTime(). */
	private long until;

	private volatile boolean stopped;

	private volatile long lastSuccess = System.nanoTime();

	/** When the step began that runs now, or 0. */
	private volatile long stepSince;

	/**
	 * A loop, not yet started.
	 * @param name the name of its thread
	 * @param step what it does
	 */
	SupervisedLoop(String name, Step step) {
		this.name = name;
		this.step = step;
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
	}

	String name() {
		return this.name;
	}

	void start() {
		this.thread.start();
	}

	/** Lets the step run now if it waits, or once more if it runs. */
	void call() {
		this.lock.lock();
		try {
			this.called = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lets the step run within a time, where it would wait for longer. */
	void callWithin(Duration most) {
		this.lock.lock();
		try {
			long until = System.nanoTime() + most.toNanos();
			if (!this.waits) {
				this.called = true;
			}
			else if (until - this.until < 0) {
				this.until = until;
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends the loop after the step that runs now, and waits for it. */
	void stop() {
		this.stopped = true;
		call();
		try {
			this.thread.join(STOP_LIMIT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How long ago the step last succeeded.
	 * @return the time since then, or since the loop was made
	 */
	Duration sinceLastSuccess() {
		return Duration.ofNanos(System.nanoTime() - this.lastSuccess);
	}

	/**
	 * For how long the step has run that runs now.
	 * @return the time, or zero if none runs
	 */
	Duration inStepFor() {
		long since = this.stepSince;
		return (since != 0) ? Duration.ofNanos(Math.max(1, System.nanoTime() - since)) : Duration.ZERO;
	}

	/** Where the thread is now, the innermost call first. */
	StackTraceElement[] stack() {
		return this.thread.getStackTrace();
	}

	/** Interrupts the step, which then fails; the loop goes on. */
	void interrupt() {
		this.thread.interrupt();
	}

	private void run() {
		int failures = 0;
		while (!this.stopped) {
			Duration pause;
			try {
				pause = step();
				this.lastSuccess = System.nanoTime();
				if (failures > 0) {
					logger.info("{} works again after {} failures", this.name, failures);
				}
				failures = 0;
			}
			catch (RuntimeException | Error ex) {
				failures++;
				pause = pauseAfter(failures);
				if (ex instanceof Error) {
					logger.error("{} failed with an error and goes on", this.name, ex);
				}
				else if (failures == 1) {
					logger.warn("{} failed and goes on in {} ms: {}", this.name, pause.toMillis(), ex.toString());
				}
			}
			await(pause);
		}
	}

	private Duration step() {
		this.stepSince = Math.max(1, System.nanoTime());
		try {
			return this.step.run();
		}
		finally {
			this.stepSince = 0;
			// An interruption is for the step alone.
			Thread.interrupted();
		}
	}

	private static Duration pauseAfter(int failures) {
		long millis = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(failures, 10));
		return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
	}

	private void await(Duration pause) {
		this.lock.lock();
		try {
			this.waits = true;
			this.until = System.nanoTime() + pause.toNanos();
			long nanos = pause.toNanos();
			while (!this.called && nanos > 0 && !this.stopped) {
				this.changed.awaitNanos(nanos);
				nanos = this.until - System.nanoTime();
			}
			this.called = false;
		}
		catch (InterruptedException ex) {
			// It came a moment too late for the step that it was for; nobody but stop()
			// ends
			// this thread.
		}
		finally {
			this.waits = false;
			this.lock.unlock();
		}
	}

	/** What a loop does. */
	@FunctionalInterface
	interface Step {

		/**
		 * Does it once.
		 * @return how long to wait before the next time, unless called earlier
		 */
		Duration run();

	}

}
