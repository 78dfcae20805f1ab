package io.github.githubjirasync.queue;

import java.util.Optional;

/**
 * Finds jobs in any state, while they are kept. Safe for use by many threads.
 */
public interface JobLookup {

	/**
	 * The job with an id.
	 * @param jobId its id
	 * @return the job, or empty if there is none
	 */
	Optional<JobRecord> find(String jobId);

	/**
	 * The job that stands for a delivery, also if the delivery joined it later.
	 * @param deliveryId the id of the delivery
	 * @return the job, or empty if that delivery made none, or the job is not kept any
	 * more
	 */
	Optional<JobRecord> findByDelivery(String deliveryId);

}
