package io.github.githubjirasync.faults;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import org.jspecify.annotations.Nullable;

/**
 * Lets the thread that comes to a step for a given time stop there for good, and says so
 * in the ledger. All other threads go on.
 */
final class Freeze {

	private final @Nullable Step step;

	private final int passages;

	private final Ledger ledger;

	private final AtomicInteger passed = new AtomicInteger();

	/**
	 * A freeze.
	 * @param step where, or {@code null} for never
	 * @param passages how many jobs pass before
	 * @param ledger where it is said
	 */
	Freeze(@Nullable Step step, int passages, Ledger ledger) {
		this.step = step;
		this.passages = passages;
		this.ledger = ledger;
	}

	/**
	 * A job comes to a step.
	 * @param here the step
	 */
	void at(Step here) {
		if (here == this.step && this.passed.incrementAndGet() == this.passages + 1) {
			this.ledger.write(LedgerEntry.now(Event.FROZEN, "-", 0, 0, "-", here.ordinal()));
			while (true) {
				LockSupport.park(this);
			}
		}
	}

}
