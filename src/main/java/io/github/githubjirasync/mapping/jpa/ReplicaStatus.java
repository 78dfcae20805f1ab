package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of a replica when it was last looked at.
 *
 * @param state whether it may be read from
 * @param lag how far it is behind, or {@code null} if that could not be told
 */
record ReplicaStatus(State state, @Nullable Duration lag) {

	static final ReplicaStatus UNSEEN = new ReplicaStatus(State.UNSEEN, null);

	static final ReplicaStatus AWAY = new ReplicaStatus(State.AWAY, null);

	static final ReplicaStatus PROMOTED = new ReplicaStatus(State.PROMOTED, null);

	/**
	 * What a lag means, after what was seen before: a replica that was given up comes
	 * back once it is well within the bound, so that it does not come and go.
	 */
	static ReplicaStatus of(Duration lag, ReplicaStatus before, Duration maxLag) {
		Duration bound = (before.state == State.LAGGING) ? maxLag.dividedBy(2) : maxLag;
		return new ReplicaStatus((lag.compareTo(bound) > 0) ? State.LAGGING : State.USABLE, lag);
	}

	boolean usable() {
		return this.state == State.USABLE;
	}

	enum State {

		/** Not looked at yet. */
		UNSEEN,
		/** Read from. */
		USABLE,
		/** Too far behind. */
		LAGGING,
		/** Not to be reached. */
		AWAY,
		/** No longer a replica. */
		PROMOTED

	}

}
