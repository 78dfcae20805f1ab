package io.github.githubjirasync.queue;

import java.time.Duration;
import java.util.List;

/**
 * What a worker got for what it gave.
 *
 * @param settled what each settlement did, in order
 * @param leases the jobs that were taken
 * @param again how long to wait before another take can succeed, unless the queue calls
 * earlier; zero if more may wait
 */
public record Exchange(List<Settled> settled, List<Lease> leases, Duration again) {

	public Exchange {
		settled = List.copyOf(settled);
		leases = List.copyOf(leases);
	}

	/** What a settlement did. */
	public enum Settled {

		/** The job is completed. */
		COMPLETED,
		/** The job runs again later. */
		DELAYED,
		/** The job waits again. */
		WAITING,
		/** The job is a dead letter. */
		DEAD,
		/**
		 * The lease was lost; another worker has the job or had it, and nothing was
		 * changed.
		 */
		LOST,
		/**
		 * The part of the store that holds the job did not answer; it is to be settled
		 * again.
		 */
		UNKNOWN

	}

}
