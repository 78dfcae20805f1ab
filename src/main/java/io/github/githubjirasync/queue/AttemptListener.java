package io.github.githubjirasync.queue;

import java.time.Duration;

/**
 * Hears of every attempt that a worker of this instance makes. Called on the worker's own
 * threads, so it must be quick and must not block. What it throws is logged and changes
 * nothing.
 */
public interface AttemptListener {

	/**
	 * An attempt has ended.
	 * @param job the job, with the number of the attempt
	 * @param took how long it took
	 */
	void ran(Job job, Duration took);

	/**
	 * The queue has taken what became of an attempt.
	 * @param job the job, with the number of the attempt
	 * @param outcome what the handler said
	 * @param settled what the queue made of it
	 */
	void settled(Job job, JobOutcome outcome, Exchange.Settled settled);

}
