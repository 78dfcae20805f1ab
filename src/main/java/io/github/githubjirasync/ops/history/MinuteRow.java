package io.github.githubjirasync.ops.history;

import java.util.List;
import java.util.Map;

/**
 * What one instance did, and saw of the queue, in one minute.
 *
 * @param done attempts that did their work
 * @param ignored attempts that had nothing to do
 * @param retried attempts that failed and are made again
 * @param snoozed attempts that could not be made
 * @param died attempts after which the job became a dead letter
 * @param durations how many attempts took up to each of {@link Durations#BOUNDS_MILLIS},
 * and more than the last
 * @param causes failed attempts by the name of their {@link CauseGroup}
 * @param depth the queue at the end of the minute
 */
public record MinuteRow(long done, long ignored, long retried, long snoozed, long died, List<Long> durations,
		Map<String, Long> causes, Depth depth) {

	public MinuteRow {
		durations = List.copyOf(durations);
		causes = Map.copyOf(causes);
	}

	/**
	 * How full the whole queue was.
	 *
	 * @param waiting jobs that waited
	 * @param delayed jobs that waited for a time
	 * @param active jobs that a worker held
	 * @param dead dead letters
	 * @param oldestSeconds how long the next job had waited
	 */
	public record Depth(long waiting, long delayed, long active, long dead, long oldestSeconds) {

		/** Nothing in the queue, or nothing known. */
		public static final Depth NONE = new Depth(0, 0, 0, 0, 0);

		/**
		 * The greater of each.
		 * @param other what another instance saw, or another minute
		 * @return the greatest depth
		 */
		Depth max(Depth other) {
			return new Depth(Math.max(this.waiting, other.waiting), Math.max(this.delayed, other.delayed),
					Math.max(this.active, other.active), Math.max(this.dead, other.dead),
					Math.max(this.oldestSeconds, other.oldestSeconds));
		}

	}

}
