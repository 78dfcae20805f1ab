package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.github.githubjirasync.queue.QueueUnavailableException;

/**
 * Asks Redis anew for what is known for too long: one caller asks, the others go on with
 * what was known before. Only while nothing has been asked yet do they wait. Where Redis
 * does not answer, what was known stays, for as long as if it had answered.
 */
final class Refresher {

	private final long ageNanos;

	private final Runnable question;

	private final LongSupplier nanoTime;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile long askedAt;

	private volatile boolean asked;

	/**
	 * A refresher.
	 * @param age how long an answer is good for
	 * @param question asks and keeps the answer
	 * @param nanoTime the time in nanoseconds
	 */
	Refresher(Duration age, Runnable question, LongSupplier nanoTime) {
		this.ageNanos = age.toNanos();
		this.question = question;
		this.nanoTime = nanoTime;
	}

	/** Whether it is time to ask. */
	boolean isStale() {
		return !this.asked || this.nanoTime.getAsLong() - this.askedAt > this.ageNanos;
	}

	/** Asks if it is time and nobody else does. */
	void refresh() {
		if (!isStale()) {
			return;
		}
		if (!this.asked) {
			this.asking.lock();
		}
		else if (!this.asking.tryLock()) {
			return;
		}
		try {
			if (isStale()) {
				ask();
			}
		}
		finally {
			this.asking.unlock();
		}
	}

	private void ask() {
		try {
			this.question.run();
		}
		catch (QueueUnavailableException ex) {
			// Whoever needs Redis learns it from his own call.
		}
		finally {
			told();
		}
	}

	/** The answer has come in some other way. */
	void told() {
		this.askedAt = this.nanoTime.getAsLong();
		this.asked = true;
	}

}
