package io.github.githubjirasync.ratelimit;

import java.time.Duration;

/**
 * One budget that a call draws on.
 */
public sealed interface Draw {

	/**
	 * The name of the budget, unique within its account.
	 * @return the name
	 */
	String name();

	/**
	 * At most so much in any stretch of time.
	 *
	 * @param name the name
	 * @param rate how much
	 * @param cost what this call costs, 1 or more
	 */
	record Window(String name, Rate rate, int cost) implements Draw {

		/** Into how many parts a window is cut: its spending is kept for each of them. */
		public static final int PARTS = 10;

		/**
		 * The length of a part.
		 * @return milliseconds
		 */
		public long partMillis() {
			return (this.rate.window().toMillis() + PARTS - 1) / PARTS;
		}

	}

	/**
	 * What the other side said is left of its own budget, if it said so.
	 *
	 * @param name the name
	 * @param cost what this call costs
	 */
	record Quota(String name, int cost) implements Draw {
	}

	/**
	 * Nothing may hold it back.
	 *
	 * @param name the name of the hold
	 */
	record Free(String name) implements Draw {
	}

	/**
	 * One of a number of places, until it is freed.
	 *
	 * @param name the name
	 * @param places how many there are
	 * @param lease after which it is free even if nobody frees it
	 * @param token who frees it
	 */
	record Place(String name, int places, Duration lease, String token) implements Draw {
	}

	/**
	 * One after the other, some time apart. Who cannot have a turn at once gets one for
	 * later, and whoever had the last one may go on before them.
	 *
	 * @param name the name
	 * @param spacing the least time between the beginnings of two turns
	 * @param lease after which the turn ends even if nobody frees it
	 * @param holder who asks, the same when it asks again; empty for somebody who does
	 * not come back
	 */
	record Turn(String name, Duration spacing, Duration lease, String holder) implements Draw {
	}

}
