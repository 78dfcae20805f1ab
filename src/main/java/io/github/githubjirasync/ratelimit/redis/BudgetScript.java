package io.github.githubjirasync.ratelimit.redis;

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
 * The Lua scripts of the budgets; their files describe their arguments.
 */
enum BudgetScript {

	DRAW, TELL;

	private final byte[] source;

	private final String sha;

	BudgetScript() {
		String file = name().toLowerCase(Locale.ROOT) + ".lua";
		try (InputStream in = Objects.requireNonNull(BudgetScript.class.getResourceAsStream(file), file)) {
			this.source = in.readAllBytes();
			// SHA-1 is how Redis names a script; nothing secret depends on it.
			this.sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(this.source));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String source() {
		return new String(this.source, StandardCharsets.UTF_8);
	}

	String sha() {
		return this.sha;
	}

}
