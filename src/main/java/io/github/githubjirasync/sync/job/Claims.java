package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.Restores;

/**
 * Knows when a claim may be looked into: not while the attempt that made it may still be
 * creating the twin, and not before the upstream's search can show what was created.
 */
final class Claims {

	private final SyncProperties properties;

	private final Clock clock;

	private final Restores restores;

	Claims(SyncProperties properties, Clock clock, Restores restores) {
		this.properties = properties;
		this.clock = clock;
		this.restores = restores;
	}

	/**
	 * Whether a thing may have a twin that no mapping knows, since the mappings were put
	 * back from a backup that was made before it.
	 * @param createdAt when the thing was created
	 */
	boolean mayHaveTwin(Instant createdAt) {
		return this.restores.latest().filter((restore) -> !createdAt.isAfter(restore.restored())).isPresent();
	}

	/**
	 * The earliest time at which the twin may have been created.
	 * @param createdAt when the issue was created that it is a twin of
	 */
	Instant earliestTwin(IssueMapping claim, Instant createdAt) {
		return this.restores.latest()
			.filter((restore) -> !createdAt.isAfter(restore.restored()))
			.map(Restores.Restore::backup)
			.filter((backup) -> backup.isBefore(claim.createdAt()))
			.orElse(claim.createdAt());
	}

	/** How long ago the twin may have been created at most. */
	Duration age(IssueMapping claim, Instant createdAt) {
		return Duration.between(earliestTwin(claim, createdAt), this.clock.instant());
	}

	/**
	 * Returns if the mapping is complete or its latest create, before which its claim is
	 * saved, is long enough ago.
	 * @throws Holding if it is neither
	 */
	void awaitSettled(IssueMapping claim) {
		Duration unsettled = this.properties.createSettleTime()
			.minus(Duration.between(claim.updatedAt(), this.clock.instant()));
		if (!claim.complete() && unsettled.compareTo(Duration.ZERO) > 0) {
			throw new Holding(Duration.ofMillis(Math.min(unsettled.toMillis() + 1, 2_000)),
					"another attempt may still be creating the twin", null);
		}
	}

}
