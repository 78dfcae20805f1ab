package io.github.githubjirasync.queue;

/**
 * Does the work of a job. Called by many threads at once, for different lanes.
 */
@FunctionalInterface
public interface JobHandler {

	/**
	 * Makes one attempt. A job may be handed over again after a crash, so its effects
	 * must stand being applied twice. An exception counts as a {@link JobOutcome.Retry}
	 * with its message.
	 * @param job the job
	 * @return what became of it
	 * @throws InterruptedException if the worker shuts down; the job is then given back
	 * without using up an attempt
	 */
	JobOutcome handle(Job job) throws InterruptedException;

}
