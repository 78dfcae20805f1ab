package io.github.githubjirasync.sync;

/**
 * What became of a delivery.
 */
public sealed interface Receipt {

	/**
	 * A job is in the queue.
	 *
	 * @param jobId its id
	 */
	record Enqueued(String jobId) implements Receipt {
	}

	/**
	 * It joined a job that still waits and was brought up to date.
	 *
	 * @param jobId the id of that job
	 */
	record Coalesced(String jobId) implements Receipt {
	}

	/**
	 * The same delivery was accepted before.
	 *
	 * @param jobId the id of the job that it became then
	 */
	record Duplicate(String jobId) implements Receipt {
	}

	/**
	 * It is valid, but not ours to sync.
	 *
	 * @param reason why
	 */
	record Ignored(String reason) implements Receipt {
	}

	/**
	 * It could not be read and was kept as a dead letter.
	 *
	 * @param jobId the id of the dead letter
	 */
	record Quarantined(String jobId) implements Receipt {
	}

}
