package io.github.githubjirasync.ratelimit;

import java.time.Duration;
import java.util.List;

/**
 * What came of a draw.
 *
 * @param delay how long to wait before the next try; zero if it was granted
 * @param by the index of the draw that has to be waited for; -1 if it was granted
 * @param left what is left of each budget that was drawn on; -1 where that is not known
 */
public record Drawn(Duration delay, int by, List<Long> left) {

	public Drawn {
		left = List.copyOf(left);
	}

	/**
	 * Whether the call may be made.
	 * @return {@code true} if all was granted
	 */
	public boolean granted() {
		return this.by < 0;
	}

}
