package io.github.githubjirasync.faults;

import java.util.Optional;

/**
 * One line of a ledger.
 *
 * @param nanos when, by the machine's monotonic clock, which all processes share
 * @param event what happened
 * @param jobId the job, or {@code -}
 * @param attempt the number of the attempt, or 0
 * @param token the lease's token, or 0
 * @param key the producer's name for the job, one word, or {@code -}
 * @param number a number that belongs to the event, or 0
 */
record LedgerEntry(long nanos, Event event, String jobId, int attempt, long token, String key, long number) {

	private static final int FIELDS = 7;

	static LedgerEntry now(Event event, String jobId, int attempt, long token, String key, long number) {
		return new LedgerEntry(System.nanoTime(), event, jobId, attempt, token, key, number);
	}

	String line() {
		return this.nanos + " " + this.event + " " + this.jobId + " " + this.attempt + " " + this.token + " " + this.key
				+ " " + this.number + "\n";
	}

	/**
	 * Reads a line back.
	 * @param line the line
	 * @return the entry, or empty if its writer was killed in the middle of it
	 */
	static Optional<LedgerEntry> parse(String line) {
		String[] fields = line.split(" ");
		return (fields.length != FIELDS) ? Optional.empty()
				: Optional.of(new LedgerEntry(Long.parseLong(fields[0]), Event.valueOf(fields[1]), fields[2],
						Integer.parseInt(fields[3]), Long.parseLong(fields[4]), fields[5], Long.parseLong(fields[6])));
	}

	/** What can happen. */
	enum Event {

		/** A worker process is up; the number is its own idea of the time in ms. */
		READY,
		/** {@code enqueue} returned. */
		ACCEPTED,
		/**
		 * The job was handed out to this process; the number is its time of enqueue in
		 * ms.
		 */
		LEASED,
		/** The handler was called. */
		STARTED,
		/** The job's effect was made. */
		EFFECT,
		/** The job's effect was found, which an earlier attempt had made. */
		FOUND,
		/** The handler was interrupted. */
		INTERRUPTED,
		/** The handler is about to return success. */
		FINISHED,
		/** A settlement was answered so. */
		COMPLETED, DELAYED, WAITING, DEAD, LOST,
		/** An exchange that took jobs lasted so many microseconds. */
		EXCHANGE,
		/** A thread has stopped at the step of that number, to be killed there. */
		FROZEN

	}

}
