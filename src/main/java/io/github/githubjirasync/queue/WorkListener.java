package io.github.githubjirasync.queue;

import java.util.List;

/**
 * Hears of work that comes while a worker is idle.
 */
@FunctionalInterface
public interface WorkListener {

	/**
	 * Called when there is work, on a thread that must not be blocked.
	 * @param leases jobs that were leased to the worker without its asking, which it must
	 * run or give back; if there are none, it should ask
	 */
	void onWork(List<Lease> leases);

}
