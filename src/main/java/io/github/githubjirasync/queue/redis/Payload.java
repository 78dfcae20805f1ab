package io.github.githubjirasync.queue.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How a payload is stored: {@code r} and the text, or {@code z} and the text deflated
 * where that is shorter. A job waits in memory, so its size is what limits the length of
 * the queue.
 */
final class Payload {

	private static final int DEFLATE_FROM = 256;

	private static final int CHUNK = 4096;

	private static final ConcurrentLinkedQueue<Deflater> DEFLATERS = new ConcurrentLinkedQueue<>();

	private static final ConcurrentLinkedQueue<Inflater> INFLATERS = new ConcurrentLinkedQueue<>();

	private Payload() {
	}

	static byte[] encode(String text) {
		byte[] raw = text.getBytes(StandardCharsets.UTF_8);
		if (raw.length >= DEFLATE_FROM) {
			byte[] deflated = deflate(raw);
			if (deflated.length > 0) {
				return deflated;
			}
		}
		byte[] stored = new byte[raw.length + 1];
		stored[0] = 'r';
		System.arraycopy(raw, 0, stored, 1, raw.length);
		return stored;
	}

	static String decode(byte[] stored) {
		if (stored.length > 0 && stored[0] == 'z') {
			return inflate(stored);
		}
		return new String(stored, Math.min(1, stored.length), Math.max(0, stored.length - 1), StandardCharsets.UTF_8);
	}

	/** An empty array if the result would not be shorter. */
	private static byte[] deflate(byte[] raw) {
		Deflater pooled = DEFLATERS.poll();
		Deflater deflater = (pooled != null) ? pooled : new Deflater(Deflater.BEST_SPEED, true);
		try {
			deflater.setInput(raw);
			deflater.finish();
			byte[] buffer = new byte[raw.length];
			int length = deflater.deflate(buffer);
			if (!deflater.finished()) {
				return new byte[0];
			}
			byte[] stored = new byte[length + 1];
			stored[0] = 'z';
			System.arraycopy(buffer, 0, stored, 1, length);
			return stored;
		}
		finally {
			deflater.reset();
			DEFLATERS.add(deflater);
		}
	}

	private static String inflate(byte[] stored) {
		Inflater pooled = INFLATERS.poll();
		Inflater inflater = (pooled != null) ? pooled : new Inflater(true);
		try {
			inflater.setInput(stored, 1, stored.length - 1);
			ByteArrayOutputStream out = new ByteArrayOutputStream(stored.length * 3);
			byte[] buffer = new byte[CHUNK];
			while (!inflater.finished()) {
				int length = inflater.inflate(buffer);
				if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
					throw new IllegalStateException("A stored payload of " + stored.length + " bytes ends too early");
				}
				out.write(buffer, 0, length);
			}
			return out.toString(StandardCharsets.UTF_8);
		}
		catch (DataFormatException ex) {
			throw new IllegalStateException("A stored payload cannot be inflated", ex);
		}
		finally {
			inflater.reset();
			INFLATERS.add(inflater);
		}
	}

}
