package io.github.githubjirasync.queue;

/**
 * What became of a job that was enqueued.
 *
 * @param jobId the id of the job that stands for it now
 * @param how whether that job is new
 */
public record Enqueued(String jobId, How how) {

	/** Whether a job is new. */
	public enum How {

		/** A new job. */
		NEW,
		/** It joined a snapshot that still waited. */
		COALESCED,
		/** Its delivery was enqueued before. */
		DUPLICATE

	}

}
