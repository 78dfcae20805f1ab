package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * The ids of jobs within their partition: 18 hexadecimal digits. They are the start of
 * the SHA-256 of the first delivery's id, so a delivery that comes again leads to its job
 * without an index from one to the other; a job without a delivery has random ones. 72
 * bits make it unlikely (one to a million) that among a billion deliveries, thirty
 * million of them remembered at a time, one is taken for another.
 */
final class JobIds {

	private static final int BYTES = 9;

	private static final MessageDigest SHA_256 = sha256();

	private static final HexFormat HEX = HexFormat.of();

	private JobIds() {
	}

	static String of(@Nullable String deliveryId) {
		if (deliveryId != null) {
			return HEX.formatHex(digest().digest(deliveryId.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
		}
		byte[] bytes = new byte[BYTES];
		ThreadLocalRandom.current().nextBytes(bytes);
		return HEX.formatHex(bytes);
	}

	/** A copy costs less than to ask the security providers each time. */
	private static MessageDigest digest() {
		try {
			return (MessageDigest) SHA_256.clone();
		}
		catch (CloneNotSupportedException ex) {
			return sha256();
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
