package io.github.githubjirasync.ratelimit;

import java.time.Duration;

/**
 * Something to be known about an account's budgets.
 */
public sealed interface Notice {

	/**
	 * Nobody may call for a time. A longer hold of that name stays.
	 *
	 * @param name the name of the hold
	 * @param duration how long
	 */
	record Hold(String name, Duration duration) implements Notice {
	}

	/**
	 * The other side said what is left of its own budget.
	 *
	 * @param name the name
	 * @param left how much
	 * @param reset after what time all of it is there again
	 */
	record Left(String name, long left, Duration reset) implements Notice {
	}

	/**
	 * A call that drew on a quota was not counted by the other side.
	 *
	 * @param name the name
	 * @param cost what it had drawn
	 */
	record Returned(String name, int cost) implements Notice {
	}

	/**
	 * A place is free.
	 *
	 * @param name the name
	 * @param token who had it
	 */
	record PlaceFreed(String name, String token) implements Notice {
	}

	/**
	 * A turn has ended.
	 *
	 * @param name the name
	 * @param holder who had it
	 */
	record TurnEnded(String name, String holder) implements Notice {
	}

}
