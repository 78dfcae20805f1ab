package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * How far the primary's write-ahead log was, and when: by it a replica's place in the log
 * becomes a time. Unlike the time of the last replayed transaction this tells a replica
 * that is cut off from one whose primary is idle, and needs no clock but our own. Not
 * safe for use by several threads.
 */
final class WalHistory {

	private static final int KEPT = 1000;

	private final Deque<Sample> samples = new ArrayDeque<>();

	void primaryWasAt(long position, Instant now) {
		Sample last = this.samples.peekLast();
		if (last != null && last.position() >= position) {
			// Nothing was written; who has it all has been up to date until now.
			this.samples.removeLast();
			this.samples.addLast(new Sample(last.position(), last.from(), now));
			return;
		}
		this.samples.addLast(new Sample(position, now, now));
		if (this.samples.size() > KEPT) {
			this.samples.removeFirst();
		}
	}

	/**
	 * How long ago the primary was where a replica is: none if the replica has all that
	 * was seen on the primary, else at most by the time between two looks too long.
	 * @param position how far the replica has replayed
	 * @param now the time now
	 * @param sinceReplayed by the replica's own account, how old the last transaction is
	 * that it replayed; counts where the history does not reach back
	 */
	Duration lag(long position, Instant now, Duration sinceReplayed) {
		Sample last = this.samples.peekLast();
		if (last == null || position >= last.position()) {
			return Duration.ZERO;
		}
		for (Iterator<Sample> back = this.samples.descendingIterator(); back.hasNext();) {
			Sample sample = back.next();
			if (sample.position() <= position) {
				return Duration.between(sample.until(), now);
			}
		}
		Duration known = Duration.between(this.samples.getFirst().from(), now);
		return (known.compareTo(sinceReplayed) > 0) ? known : sinceReplayed;
	}

	/** The primary was seen at a position from one time until another. */
	private record Sample(long position, Instant from, Instant until) {
	}

}
