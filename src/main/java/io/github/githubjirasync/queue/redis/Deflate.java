package io.github.githubjirasync.queue.redis;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Deflate, which every Java runtime has.
 */
final class Deflate implements Payload.Compression {

	static final byte LETTER = 'z';

	private static final int CHUNK = 4096;

	private final ConcurrentLinkedQueue<Deflater> deflaters = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<Inflater> inflaters = new ConcurrentLinkedQueue<>();

	@Override
	public byte[] compress(byte[] raw) {
		Deflater pooled = this.deflaters.poll();
		Deflater deflater = (pooled != null) ? pooled : new Deflater(Deflater.BEST_SPEED, true);
		try {
			deflater.setInput(raw);
			deflater.finish();
			byte[] buffer = new byte[raw.length];
			buffer[0] = LETTER;
			int length = deflater.deflate(buffer, 1, buffer.length - 1);
			return deflater.finished() ? Arrays.copyOf(buffer, 1 + length) : new byte[0];
		}
		finally {
			deflater.reset();
			this.deflaters.add(deflater);
		}
	}

	@Override
	public byte[] expand(byte[] stored, int from) {
		Inflater pooled = this.inflaters.poll();
		Inflater inflater = (pooled != null) ? pooled : new Inflater(true);
		try {
			inflater.setInput(stored, from, stored.length - from);
			ByteArrayOutputStream out = new ByteArrayOutputStream(stored.length * 3);
			byte[] buffer = new byte[CHUNK];
			while (!inflater.finished()) {
				int length = inflater.inflate(buffer);
				if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
					throw new IllegalStateException("A stored payload of " + stored.length + " bytes ends too early");
				}
				out.write(buffer, 0, length);
			}
			return out.toByteArray();
		}
		catch (DataFormatException ex) {
			throw new IllegalStateException("A stored payload cannot be inflated", ex);
		}
		finally {
			inflater.reset();
			this.inflaters.add(inflater);
		}
	}

}
