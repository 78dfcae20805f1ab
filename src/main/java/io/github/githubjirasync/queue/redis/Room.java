package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.QueueUnavailableException;

/**
 * How many jobs may wait in a partition so that no more wait in all than there is room
 * for. What waits elsewhere is known from the last count, which is about a second old at
 * most, and is counted anew for each call once four fifths of the room are taken. What is
 * on its way at that moment comes on top. Safe for use by many threads.
 */
final class Room {

	private static final Duration FRESH = Duration.ofSeconds(1);

	private final Supplier<Map<Integer, Long>> counter;

	private final AtomicLongArray waiting;

	/** How many have ever been stored by this queue. */
	private final AtomicLongArray stored;

	private final Refresher refresher;

	/**
	 * The room in partitions.
	 * @param count how many there are
	 * @param counter counts the waiting jobs, by the number of their partition; those
	 * that do not answer keep what they had
	 * @param nanoTime the time in nanoseconds
	 */
	Room(int count, Supplier<Map<Integer, Long>> counter, LongSupplier nanoTime) {
		this.counter = counter;
		this.waiting = new AtomicLongArray(count);
		this.stored = new AtomicLongArray(count);
		this.refresher = new Refresher(FRESH, this::count, nanoTime);
	}

	/**
	 * Whether {@link #known} is good enough, so that nobody needs to be asked.
	 * @param capacity the most that may wait in all
	 */
	boolean isKnown(long capacity) {
		return this.waiting.length() == 1 || (!this.refresher.isStale() && !isNearlyTaken(capacity));
	}

	private boolean isNearlyTaken(long capacity) {
		return elsewhere(-1) >= capacity * 4 / 5;
	}

	/** The most jobs that may wait in a partition, by what is known without asking. */
	long known(int partition, long capacity) {
		return Math.max(0, capacity - elsewhere(partition));
	}

	/**
	 * The most jobs that may wait in a partition now.
	 * @param partition its number
	 * @param capacity the most that may wait in all
	 * @return how many, 0 or more
	 */
	long in(int partition, long capacity) {
		if (this.waiting.length() > 1) {
			this.refresher.refresh();
			if (isNearlyTaken(capacity)) {
				countNow();
			}
		}
		return known(partition, capacity);
	}

	/** Some more wait in a partition. */
	void more(int partition, long jobs) {
		this.stored.addAndGet(partition, jobs);
		this.waiting.addAndGet(partition, jobs);
	}

	private long elsewhere(int partition) {
		long sum = 0;
		for (int i = 0; i < this.waiting.length(); i++) {
			sum += (i != partition) ? this.waiting.get(i) : 0;
		}
		return sum;
	}

	private void countNow() {
		try {
			count();
			this.refresher.told();
		}
		catch (QueueUnavailableException ex) {
			// The enqueue itself says so.
		}
	}

	/** What was stored meanwhile may be in the count or not, so it counts as well. */
	private void count() {
		long[] before = IntStream.range(0, this.stored.length()).mapToLong(this.stored::get).toArray();
		this.counter.get()
			.forEach((partition, jobs) -> this.waiting.set(partition,
					jobs + this.stored.get(partition) - before[partition]));
	}

}
