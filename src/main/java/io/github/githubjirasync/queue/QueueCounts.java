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
 * @param instances instances whose workers gave a sign of life lately
 */
public record QueueCounts(long waiting, long delayed, long active, long completed, long dead, Duration oldestWaiting,
		long instances) {

	/** No jobs. */
	public static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0, 0, Duration.ZERO, 0);

	/**
	 * One instance's share of the jobs that wait. What all live instances show adds up to
	 * all of them, so that an autoscaler which wants at most so many for each instance
	 * asks for as many instances as that takes.
	 * @return the share; all of them if no instance is known
	 */
	public double waitingShare() {
		return (double) this.waiting / Math.max(1, this.instances);
	}

	/**
	 * The jobs of both.
	 * @param other those of another partition
	 * @return the sums, the greater age, and the greater number of instances, since each
	 * instance shows itself in every partition
	 */
	public QueueCounts plus(QueueCounts other) {
		return new QueueCounts(this.waiting + other.waiting, this.delayed + other.delayed, this.active + other.active,
				this.completed + other.completed, this.dead + other.dead,
				(this.oldestWaiting.compareTo(other.oldestWaiting) > 0) ? this.oldestWaiting : other.oldestWaiting,
				Math.max(this.instances, other.instances));
	}

}
