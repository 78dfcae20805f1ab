package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;

import io.github.githubjirasync.mapping.IssueMapping;

/**
 * Knows when a claim may be looked into: not while the attempt that made it may still be
 * creating the twin, and not before the upstream's search can show what was created.
 */
final class Claims {

	private final SyncProperties properties;

	private final Clock clock;

	Claims(SyncProperties properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
	}

	Duration age(IssueMapping claim) {
		return Duration.between(claim.createdAt(), this.clock.instant());
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
