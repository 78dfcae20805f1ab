package io.github.githubjirasync.queue;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a state are listed: those for which everything holds that is not
 * {@code null}.
 *
 * @param state the state
 * @param from the earliest time; that of {@link JobRecord#since()}
 * @param to the time before which it must be
 * @param priority the priority
 * @param kind the kind
 * @param exceptKind a kind that is left out
 * @param scope one of its scopes
 * @param cause a part of the text of its latest failure, in any case
 * @param lanes its lane is one of these; empty for any lane, at most 20
 */
public record JobFilter(JobState state, @Nullable Instant from, @Nullable Instant to, @Nullable JobPriority priority,
		@Nullable String kind, @Nullable String exceptKind, @Nullable String scope, @Nullable String cause,
		Set<String> lanes) {

	/** The most lanes that can be asked for. */
	public static final int MOST_LANES = 20;

	public JobFilter {
		lanes = Set.copyOf(lanes);
		if (lanes.size() > MOST_LANES) {
			throw new IllegalArgumentException(
					"At most " + MOST_LANES + " lanes can be asked for, got " + lanes.size());
		}
	}

	/**
	 * All jobs of a state.
	 * @param state the state
	 * @return the filter
	 */
	public static JobFilter of(JobState state) {
		return new JobFilter(state, null, null, null, null, null, null, null, Set.of());
	}

	/**
	 * The same within a time.
	 * @param earliest the earliest time
	 * @param end the time before which it must be
	 * @return the filter
	 */
	public JobFilter within(@Nullable Instant earliest, @Nullable Instant end) {
		return new JobFilter(this.state, earliest, end, this.priority, this.kind, this.exceptKind, this.scope,
				this.cause, this.lanes);
	}

	/**
	 * The same for a priority.
	 * @param wanted the priority
	 * @return the filter
	 */
	public JobFilter withPriority(@Nullable JobPriority wanted) {
		return new JobFilter(this.state, this.from, this.to, wanted, this.kind, this.exceptKind, this.scope, this.cause,
				this.lanes);
	}

	/**
	 * The same for kinds.
	 * @param wanted the kind
	 * @param unwanted a kind that is left out
	 * @return the filter
	 */
	public JobFilter withKind(@Nullable String wanted, @Nullable String unwanted) {
		return new JobFilter(this.state, this.from, this.to, this.priority, wanted, unwanted, this.scope, this.cause,
				this.lanes);
	}

	/**
	 * The same for a scope.
	 * @param wanted the scope
	 * @return the filter
	 */
	public JobFilter withScope(@Nullable String wanted) {
		return new JobFilter(this.state, this.from, this.to, this.priority, this.kind, this.exceptKind, wanted,
				this.cause, this.lanes);
	}

	/**
	 * The same for a cause.
	 * @param part a part of the cause
	 * @return the filter
	 */
	public JobFilter withCause(@Nullable String part) {
		return new JobFilter(this.state, this.from, this.to, this.priority, this.kind, this.exceptKind, this.scope,
				part, this.lanes);
	}

	/**
	 * The same for lanes.
	 * @param wanted the lanes
	 * @return the filter
	 */
	public JobFilter withLanes(Set<String> wanted) {
		return new JobFilter(this.state, this.from, this.to, this.priority, this.kind, this.exceptKind, this.scope,
				this.cause, wanted);
	}

}
