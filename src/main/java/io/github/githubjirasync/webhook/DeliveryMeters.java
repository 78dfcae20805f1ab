package io.github.githubjirasync.webhook;

import java.util.Locale;

import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts deliveries: {@code github_jira_sync_deliveries_total} by origin and result. To
 * alert on: {@code unavailable} (senders are being turned away), {@code quarantined} (a
 * payload that this release cannot read), and {@code rejected} with no other result of
 * that origin (a wrong secret).
 */
final class DeliveryMeters {

	private final MeterRegistry registry;

	DeliveryMeters(MeterRegistry registry) {
		this.registry = registry;
		// All from the start, so that a rate can be taken of the first one that counts.
		for (Origin origin : Origin.values()) {
			for (Result result : Result.values()) {
				counter(origin, result);
			}
		}
	}

	void count(Origin origin, Result result) {
		counter(origin, result).increment();
	}

	private Counter counter(Origin origin, Result result) {
		return Counter.builder("github.jira.sync.deliveries")
			.description("Webhook deliveries by what became of them")
			.tag("origin", origin.name().toLowerCase(Locale.ROOT))
			.tag("result", result.word())
			.register(this.registry);
	}

	/** What became of a delivery. */
	enum Result {

		/** A new job. */
		ENQUEUED,
		/** It joined a job that still waits. */
		COALESCED,
		/** It was accepted before. */
		DUPLICATE,
		/** It is not ours to sync. */
		IGNORED,
		/** It could not be read and is a dead letter. */
		QUARANTINED,
		/** It was refused: signature, size, or an incomplete body. */
		REJECTED,
		/** It could not be stored; the sender was asked to try again. */
		UNAVAILABLE;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		static Result of(Receipt receipt) {
			if (receipt instanceof Receipt.Enqueued) {
				return ENQUEUED;
			}
			if (receipt instanceof Receipt.Coalesced) {
				return COALESCED;
			}
			if (receipt instanceof Receipt.Duplicate) {
				return DUPLICATE;
			}
			return (receipt instanceof Receipt.Quarantined) ? QUARANTINED : IGNORED;
		}

	}

}
