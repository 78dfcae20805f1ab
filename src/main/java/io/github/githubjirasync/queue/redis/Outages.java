package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions do not answer, and since when. Safe for use by many threads.
 */
final class Outages {

	private static final Logger logger = LoggerFactory.getLogger(Outages.class);

	/** System.nanoTime() of the first failure in a row, by partition. */
	private final Map<Integer, Long> since = new ConcurrentHashMap<>();

	void failed(Partition partition, Throwable failure) {
		if (this.since.putIfAbsent(partition.index(), System.nanoTime()) == null) {
			logger.warn("Partition {} of the queue does not answer; the others go on without it: {}", partition.index(),
					failure.getMessage());
		}
	}

	void worked(Partition partition) {
		if (this.since.isEmpty()) {
			return;
		}
		Long failed = this.since.remove(partition.index());
		if (failed != null) {
			logger.info("Partition {} of the queue works again after {} ms", partition.index(),
					(System.nanoTime() - failed) / 1_000_000);
		}
	}

	/** Whether a partition did not answer when it was last asked. */
	boolean isAway(Partition partition) {
		return this.since.containsKey(partition.index());
	}

	/**
	 * The partitions that did not answer when they were last asked.
	 * @return for how long they have not, by their number
	 */
	Map<Integer, Duration> away() {
		Map<Integer, Duration> away = new TreeMap<>();
		this.since.forEach((index, failed) -> away.put(index, Duration.ofNanos(System.nanoTime() - failed)));
		return away;
	}

}
