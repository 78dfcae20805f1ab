package io.github.githubjirasync.faults;

/**
 * A point in the life of a job at which a worker can be made to freeze, to be killed
 * there.
 */
enum Step {

	/** Redis has leased the job, and the worker does not know yet. */
	TAKEN,
	/** The job has had its effect, and its handler has not returned. */
	EFFECTED,
	/** The handler has returned, and Redis does not know yet. */
	SETTLING,
	/** Redis has settled the job, and the worker does not know yet. */
	SETTLED

}
