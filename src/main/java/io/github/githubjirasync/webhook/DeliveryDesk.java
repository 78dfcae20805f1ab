package io.github.githubjirasync.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

import io.github.githubjirasync.issue.DeliveryId;
import io.github.githubjirasync.sync.Delivery;
import io.github.githubjirasync.sync.IntakeUnavailableException;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.Receipt;
import io.github.githubjirasync.sync.SyncIntake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.http.ResponseEntity;

/**
 * Takes verified deliveries: gives each its identity, hands what it says to sync, and
 * answers 202 once sync has it. No upstream is called.
 */
final class DeliveryDesk {

	private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryDesk.class);

	/** Half a SHA-256 is plenty to tell deliveries apart. */
	private static final int HASH_BYTES = 16;

	private final SyncIntake intake;

	private final DeliveryMeters meters;

	DeliveryDesk(SyncIntake intake, DeliveryMeters meters) {
		this.intake = intake;
		this.meters = meters;
	}

	/**
	 * Takes one delivery.
	 * @param origin who sent it
	 * @param sentId the id that the sender gave it, if any; an unusable one is replaced
	 * by a hash of the body, which is the same when it is delivered again
	 * @param body the raw, verified body
	 * @param reading reads that body
	 * @return a 202 that says what became of it
	 * @throws IntakeUnavailableException if it could not be stored
	 */
	ResponseEntity<Answer> take(Origin origin, @Nullable String sentId, byte[] body, Supplier<Reading> reading) {
		DeliveryId id = id(sentId, body);
		try (MDC.MDCCloseable deliveryId = MDC.putCloseable("deliveryId", id.value())) {
			return ResponseEntity.accepted().body(Answer.to(hand(origin, id, body, reading.get())));
		}
	}

	private Receipt hand(Origin origin, DeliveryId id, byte[] body, Reading reading) {
		Delivery delivery = new Delivery(origin, id, reading.event());
		try {
			Receipt receipt = hand(delivery, body, reading);
			this.meters.count(origin, DeliveryMeters.Result.of(receipt));
			LOGGER.debug("{} delivery {} ({}): {}", origin, id, reading.event(), receipt);
			return receipt;
		}
		catch (IntakeUnavailableException ex) {
			this.meters.count(origin, DeliveryMeters.Result.UNAVAILABLE);
			LOGGER.warn("{} delivery {} ({}) not stored: {}; the sender is asked to deliver it again in {}", origin, id,
					reading.event(), ex.getMessage(), ex.retryAfter());
			throw ex;
		}
		catch (RuntimeException ex) {
			this.meters.count(origin, DeliveryMeters.Result.UNAVAILABLE);
			LOGGER.error("{} delivery {} ({}) not stored; it is answered 500 and must be delivered again", origin, id,
					reading.event(), ex);
			throw ex;
		}
	}

	private Receipt hand(Delivery delivery, byte[] body, Reading reading) {
		if (reading instanceof Reading.Changed changed) {
			return this.intake.accept(delivery, changed.change());
		}
		if (reading instanceof Reading.Ignored ignored) {
			return this.intake.ignore(delivery, ignored.reason());
		}
		String cause = ((Reading.Unreadable) reading).cause();
		Receipt receipt = this.intake.quarantine(delivery, body, cause);
		LOGGER.warn("{} delivery {} ({}) could not be read and is kept as a dead letter: {}", delivery.origin(),
				delivery.id(), delivery.event(), cause);
		return receipt;
	}

	private static DeliveryId id(@Nullable String sentId, byte[] body) {
		if (sentId != null) {
			try {
				return new DeliveryId(sentId);
			}
			catch (IllegalArgumentException ex) {
				LOGGER.debug("The sender's delivery id cannot be used: {}", ex.getMessage());
			}
		}
		return new DeliveryId("sha256:" + HexFormat.of().formatHex(sha256(body), 0, HASH_BYTES));
	}

	private static byte[] sha256(byte[] body) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(body);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
