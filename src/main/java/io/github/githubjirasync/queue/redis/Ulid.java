package io.github.githubjirasync.queue.redis;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Unique names for jobs: 48 bits of time and 80 random bits in 26 characters that sort by
 * time. Only uniqueness is relied on; the order of jobs comes from Redis.
 */
final class Ulid {

	private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

	private static final int LENGTH = 26;

	private static final int TIME_LENGTH = 10;

	private Ulid() {
	}

	static String next() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		char[] text = new char[LENGTH];
		long time = System.currentTimeMillis();
		for (int i = TIME_LENGTH - 1; i >= 0; i--) {
			text[i] = DIGITS[(int) (time & 31)];
			time >>>= 5;
		}
		long high = random.nextLong();
		long low = random.nextLong();
		for (int i = TIME_LENGTH; i < LENGTH; i++) {
			long bits = (i < TIME_LENGTH + 8) ? (high >>> (5 * (i - TIME_LENGTH)))
					: (low >>> (5 * (i - TIME_LENGTH - 8)));
			text[i] = DIGITS[(int) (bits & 31)];
		}
		return new String(text);
	}

}
