package io.github.githubjirasync.queue;

import java.time.Duration;

/**
 * How many jobs are in each state, over all partitions, at one moment.
 *
 * @param waiting jobs that wait, also those behind another job of their lane
 * @param delayed jobs that wait for a time
 * @param active jobs that a worker holds
 * @param completed jobs that are done and still kept
 * @param dead dead letters
 * @param oldestWaiting how long the job that is next by priority and age has waited; zero
 * if none waits
 */
public record QueueCounts(long waiting, long delayed, long active, long completed, long dead, Duration oldestWaiting) {

	/** No jobs. */
	public static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0, 0, Duration.ZERO);

	/**
	 * The jobs of both.
	 * @param other others
	 * @return the sums, and the greater age
	 */
	public QueueCounts plus(QueueCounts other) {
		return new QueueCounts(this.waiting + other.waiting, this.delayed + other.delayed, this.active + other.active,
				this.completed + other.completed, this.dead + other.dead,
				(this.oldestWaiting.compareTo(other.oldestWaiting) > 0) ? this.oldestWaiting : other.oldestWaiting);
	}

}
