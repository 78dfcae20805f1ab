package io.github.githubjirasync.queue;

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of a job. It is in exactly one of them, and each move between two is one
 * atomic step.
 */
public enum JobState {

	/** Can be taken, or will be once the job that heads its lane is out of the way. */
	WAITING,
	/** Waits for a time: a retry, a snooze, or a scope that is held back. */
	DELAYED,
	/** A worker holds a lease on it. */
	ACTIVE,
	/** Done; kept for a while. */
	COMPLETED,
	/** Will not run again unaided. */
	DEAD;

	/**
	 * The states that a job may move to from this one. From {@link #DEAD} and
	 * {@link #COMPLETED} it may also vanish: discarded by an operator, trimmed by age or
	 * count.
	 * @return the legal next states
	 */
	public Set<JobState> next() {
		return switch (this) {
			case WAITING -> EnumSet.of(ACTIVE, DELAYED);
			case DELAYED -> EnumSet.of(WAITING);
			case ACTIVE -> EnumSet.of(WAITING, DELAYED, COMPLETED, DEAD);
			case COMPLETED -> EnumSet.noneOf(JobState.class);
			case DEAD -> EnumSet.of(WAITING);
		};
	}

}
