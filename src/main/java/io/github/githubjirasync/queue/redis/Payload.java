package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;

/**
 * How a payload is stored: {@code r} and the text, or the text compressed where that is
 * shorter: {@code s} by Zstandard, or {@code z} by Deflate on a machine that the library
 * has no native code for. A job waits in memory, so its size is what limits the length of
 * the queue.
 */
final class Payload {

	private static final int COMPRESS_FROM = 256;

	private static final Compression USUAL = Zstandard.isAvailable() ? new Zstandard() : new Deflate();

	private static final Compression DEFLATE = new Deflate();

	private Payload() {
	}

	static byte[] encode(String text) {
		byte[] raw = text.getBytes(StandardCharsets.UTF_8);
		if (raw.length >= COMPRESS_FROM) {
			byte[] compressed = USUAL.compress(raw);
			if (compressed.length > 0) {
				return compressed;
			}
		}
		byte[] stored = new byte[raw.length + 1];
		stored[0] = 'r';
		System.arraycopy(raw, 0, stored, 1, raw.length);
		return stored;
	}

	/**
	 * The text that was stored.
	 * @param stored an array that ends with a stored payload
	 * @param from where that begins
	 * @throws IllegalStateException if it cannot be read
	 */
	static String decode(byte[] stored, int from) {
		if (from >= stored.length) {
			return "";
		}
		byte[] raw = switch (stored[from]) {
			case Zstandard.LETTER -> USUAL.expand(stored, from + 1);
			case Deflate.LETTER -> DEFLATE.expand(stored, from + 1);
			default -> stored;
		};
		int start = (raw == stored) ? from + 1 : 0;
		return new String(raw, start, raw.length - start, StandardCharsets.UTF_8);
	}

	/** A way to make payloads shorter. Safe for use by many threads. */
	interface Compression {

		/**
		 * Compresses.
		 * @return its letter and the result, or an empty array if that is not shorter
		 */
		byte[] compress(byte[] raw);

		/**
		 * Expands what it has compressed.
		 * @param stored an array that ends with the result of a compression
		 * @param from where that begins, after its letter
		 */
		byte[] expand(byte[] stored, int from);

	}

}
