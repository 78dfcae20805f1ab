package io.github.githubjirasync.queue;

import java.util.List;
import java.util.Optional;

/**
 * The jobs that will not run again unaided. Safe for use by many threads.
 */
public interface DeadLetters {

	/**
	 * A page of dead letters, newest first.
	 * @param offset how many to pass over
	 * @param limit how many to return, 1 to 500
	 * @return the dead letters
	 */
	List<DeadLetter> list(long offset, int limit);

	/**
	 * One dead letter.
	 * @param jobId the id of the job
	 * @return the dead letter, or empty if that job is none
	 */
	Optional<DeadLetter> find(String jobId);

	/**
	 * Lets it run again with all its attempts, behind the jobs that wait in its lane.
	 * @param jobId the id of the job
	 * @return {@code false} if that job is no dead letter
	 */
	boolean replay(String jobId);

	/**
	 * Removes it for good.
	 * @param jobId the id of the job
	 * @return {@code false} if that job is no dead letter
	 */
	boolean discard(String jobId);

}
