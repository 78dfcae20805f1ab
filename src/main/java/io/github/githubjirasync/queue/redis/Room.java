package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

import io.github.githubjirasync.queue.QueueUnavailableException;

/**
 * How many jobs may wait in a partition so that no more wait in all than there is room
 * for. What waits elsewhere is known from the last count, which is at most a second old,
 * and is counted anew for each call once four fifths of the room are taken. Safe for use
 * by many threads.
 */
final class Room {

	private static final long FRESH = Duration.ofSeconds(1).toNanos();

	private final FanOut partitions;

	private final AtomicLongArray waiting;

	private volatile long countedAt = System.nanoTime() - FRESH;

	Room(FanOut partitions, int count) {
		this.partitions = partitions;
		this.waiting = new AtomicLongArray(count);
	}

	/**
	 * The most jobs that may wait in a partition now.
	 * @param partition its number
	 * @param capacity the most that may wait in all
	 * @return how many, 0 or more
	 */
	long in(int partition, long capacity) {
		if (this.waiting.length() == 1) {
			return capacity;
		}
		if (System.nanoTime() - this.countedAt > FRESH || elsewhere(-1) >= capacity * 4 / 5) {
			count();
		}
		return Math.max(0, capacity - elsewhere(partition));
	}

	/** Some more wait in a partition. */
	void more(int partition, long jobs) {
		this.waiting.addAndGet(partition, jobs);
	}

	private long elsewhere(int partition) {
		long sum = 0;
		for (int i = 0; i < this.waiting.length(); i++) {
			sum += (i != partition) ? this.waiting.get(i) : 0;
		}
		return sum;
	}

	/** What does not answer keeps what it had. */
	private void count() {
		try {
			this.partitions.ask(PartitionScripts::counts)
				.forEach((partition, counts) -> this.waiting.set(partition.partition().index(), counts.waiting()));
			this.countedAt = System.nanoTime();
		}
		catch (QueueUnavailableException ex) {
			// The enqueue itself says so.
		}
	}

}
