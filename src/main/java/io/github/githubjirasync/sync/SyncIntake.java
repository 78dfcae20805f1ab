package io.github.githubjirasync.sync;

/**
 * The one door through which deliveries become jobs. Every method returns only after
 * Redis has accepted the job, and calls no upstream. Safe for use by many threads.
 */
public interface SyncIntake {

	/**
	 * Turns a change into a job, unless it is not ours to sync.
	 * @param delivery the delivery that it came with
	 * @param change what happened
	 * @return what became of it
	 * @throws IntakeUnavailableException if the job could not be stored; the sender
	 * should deliver it again later
	 */
	Receipt accept(Delivery delivery, Change change);

	/**
	 * Keeps a verified delivery that could not be read as a dead letter with its cause. A
	 * JSON body is kept as it came; anything else in Base64.
	 * @param delivery the delivery
	 * @param body the raw bytes
	 * @param cause what could not be read, for an operator
	 * @return what became of it
	 * @throws IntakeUnavailableException if it could not be stored; the sender should
	 * deliver it again later
	 */
	Receipt quarantine(Delivery delivery, byte[] body, String cause);

	/**
	 * Counts a delivery that is valid but not ours to sync. Stores nothing.
	 * @param delivery the delivery
	 * @param reason why it is ignored: one of a small, fixed set of words, since it
	 * becomes a metric tag
	 * @return a receipt that says so
	 */
	Receipt ignore(Delivery delivery, String reason);

}
