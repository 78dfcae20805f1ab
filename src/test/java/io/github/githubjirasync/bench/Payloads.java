package io.github.githubjirasync.bench;

import java.util.stream.IntStream;

/**
 * The payload that all contestants carry: about 1 KB of JSON whose body is 960 characters
 * of base 36 from a linear congruential generator, so that it cannot be compressed to
 * nothing. {@code bullmq/peer.mjs} makes the same.
 */
final class Payloads {

	private static final int LENGTH = 960;

	private static final long MASK = 0xFFFFFFFFL;

	private static final String[] BODIES = IntStream.range(0, 4096).mapToObj(Payloads::body).toArray(String[]::new);

	private Payloads() {
	}

	private static String body(int seed) {
		StringBuilder text = new StringBuilder(LENGTH + 8);
		long x = (seed * 2654435761L) & MASK;
		while (text.length() < LENGTH) {
			x = (x * 1664525 + 1013904223) & MASK;
			text.append(Long.toString(x, 36));
		}
		return text.substring(0, LENGTH);
	}

	static Payload of(int i) {
		return new Payload(i, "webhook.delivery", BODIES[i % BODIES.length]);
	}

	/** What becomes JSON when a job is added. */
	record Payload(int id, String kind, String body) {
	}

	/** The same, with the time at which it is added. */
	record TimedPayload(int id, String kind, String body, double t) {
	}

}
