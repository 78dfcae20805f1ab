package io.github.githubjirasync.queue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A durable queue of jobs, shared by all instances. A job is delivered at least once: it
 * is handed out again when the worker that held it let its lease expire. Time is the
 * store's, never this machine's. Every method throws {@link QueueUnavailableException}
 * when the store is away. Safe for use by many threads.
 */
public interface JobQueue {

	/**
	 * Enqueues a job. When this returns, the store has it.
	 * @param job the job
	 * @return its id, and whether it is new
	 * @throws QueueFullException if too many jobs wait
	 */
	Enqueued enqueue(NewJob job);

	/**
	 * Enqueues a job without waiting for the store, so that one thread can have many on
	 * their way; nothing but the caller bounds how many. Two jobs of one lane that are on
	 * their way at the same time may be stored in either order.
	 * @param job the job
	 * @return completes when the store has it, as {@link #enqueue} returns, or with what
	 * that would throw; on a thread of the store's client, so whatever may block must
	 * depend on it by an executor of its own
	 */
	CompletableFuture<Enqueued> enqueueAsync(NewJob job);

	/**
	 * Enqueues jobs in few round trips, each on its own: after a failure some may be in
	 * the queue, of each lane the first.
	 * @param jobs the jobs
	 * @return for each job, in order, its id and whether it is new
	 * @throws QueueFullException if too many jobs wait
	 */
	List<Enqueued> enqueueAll(List<NewJob> jobs);

	/**
	 * Keeps something that cannot become a job as a dead letter.
	 * @param job what there is of it
	 * @param cause why
	 * @return its id, and whether it is new
	 */
	Enqueued bury(NewJob job, String cause);

	/**
	 * Ends leases and takes new jobs, in one round trip for each partition.
	 * @param worker the name of the worker that takes
	 * @param settlements the leases that end
	 * @param take how many jobs to take at most, 0 to 2,000
	 * @return what became of the settlements, and the jobs taken
	 */
	Exchange exchange(String worker, List<Settlement> settlements, int take);

	/**
	 * Gives jobs back untried: they wait again at their old place and no attempt is used
	 * up. The worker is no longer taken for idle.
	 * @param worker the name of the worker that held them
	 * @param leases the leases that end, perhaps none
	 */
	void giveBack(String worker, Collection<Lease> leases);

	/**
	 * Extends leases to their full time from now, and shows that an instance lives. Live
	 * instances add to the number of jobs that may wait.
	 * @param instance the name of the instance
	 * @param leases the leases, perhaps none
	 * @return the leases that were lost
	 */
	Set<Lease> heartbeat(String instance, Collection<Lease> leases);

	/**
	 * Returns jobs whose lease has expired to waiting, or buries those that crashed too
	 * often.
	 * @return how many jobs were moved
	 */
	int recover();

	/**
	 * Moves delayed jobs that are due to waiting.
	 * @return how many jobs were moved
	 */
	int promote();

	/**
	 * Forgets completed jobs that are older or more than are kept, oldest first, some at
	 * a time.
	 * @return how many jobs were forgotten
	 */
	int trim();

	/**
	 * Registers a worker's listener for jobs that come while it is idle, that is, after
	 * an exchange gave it less than it asked for. A call may come without need, and one
	 * may be lost, so a worker also asks by itself; a lease that was lost on its way is
	 * recovered like any other.
	 * @param worker the name that it exchanges with
	 * @param listener called on a thread that must not be blocked
	 * @return ends the registration
	 */
	AutoCloseable listen(String worker, WorkListener listener);

	/**
	 * Counts the jobs.
	 * @return the counts
	 */
	QueueCounts counts();

}
