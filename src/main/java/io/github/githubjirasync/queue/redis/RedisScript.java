package io.github.githubjirasync.queue.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * The Lua scripts of the queue. Each does one move of the state machine, atomically; its
 * file describes its arguments.
 */
enum RedisScript {

	ENQUEUE, EXCHANGE, HEARTBEAT, RECOVER, PROMOTE, BURY, REPLAY, DISCARD, TRIM, HOLD, RESUME, LOOKUP, COUNT, LOOK,
	BUDGET, ADOPT, LIST, SAMPLE, FIGURES;

	private final byte[] source;

	private final String sha;

	RedisScript() {
		String script = read(name().toLowerCase(Locale.ROOT));
		this.source = SharedLua.putBefore(script, read("common")).getBytes(StandardCharsets.UTF_8);
		this.sha = sha1(this.source);
	}

	byte[] source() {
		return this.source;
	}

	String sha() {
		return this.sha;
	}

	private static String read(String name) {
		try (InputStream in = Objects.requireNonNull(RedisScript.class.getResourceAsStream(name + ".lua"), name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** SHA-1 is how Redis names a script; nothing secret depends on it. */
	private static String sha1(byte[] source) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
