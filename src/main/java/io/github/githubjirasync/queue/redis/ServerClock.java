package io.github.githubjirasync.queue.redis;

/**
 * What the clock of a server shows, as its answers tell. An answer is old by the time
 * that it took, so the newest-looking one is believed; but a little less with time, since
 * no two clocks run alike. What it shows never goes back, unless that clock does. Safe
 * for use by many threads.
 */
final class ServerClock {

	/** Clocks that are corrected smoothly run wrong by half as much. */
	private static final int DOUBT = 1_000;

	/** A clock that is so far behind was set back, or is another server's. */
	private static final long SET_BACK_MICROS = 1_000_000;

	private boolean known;

	/** How far it is ahead of System.nanoTime(), at the least. */
	private long leadMicros;

	private long since;

	/** The same by the newest answer alone. */
	private long latestLeadMicros;

	/**
	 * An answer said what time it is there.
	 * @param micros the time, in microseconds
	 * @param nanos when the answer came, by System.nanoTime()
	 */
	synchronized void told(long micros, long nanos) {
		long lead = micros - nanos / 1_000;
		long believed = this.leadMicros - Math.max(0, nanos - this.since) / 1_000 / DOUBT;
		boolean setBack = lead < believed - SET_BACK_MICROS;
		this.leadMicros = (this.known && !setBack) ? Math.max(lead, believed) : lead;
		this.since = nanos;
		this.latestLeadMicros = lead;
		this.known = true;
	}

	/** Whether any answer has told the time. */
	synchronized boolean isKnown() {
		return this.known;
	}

	/**
	 * What it showed at a moment, or a little less.
	 * @param nanos the moment, by System.nanoTime()
	 */
	synchronized long microsAt(long nanos) {
		return nanos / 1_000 + this.leadMicros - Math.max(0, nanos - this.since) / 1_000 / DOUBT;
	}

	/**
	 * What it showed at a moment, or less by what the newest answer took: never more,
	 * even if it was set back a little before that answer.
	 * @param nanos the moment, by System.nanoTime()
	 */
	synchronized long noMoreThanAt(long nanos) {
		return nanos / 1_000 + this.latestLeadMicros;
	}

}
