package io.github.githubjirasync.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.apache.commons.codec.digest.MurmurHash3;

/**
 * How the digest of a text is taken. It tells only whether a text is another than before,
 * and nobody gains by a text that has the digest of another: what he gets is that his own
 * edit is not carried over. So the newest form is a quick one, without a secret and
 * without a claim to withstand attacks.
 */
public enum DigestForm {

	/**
	 * 64 hexadecimal digits, of which 32 or all were kept of texts before the first
	 * release; also where nobody may be able to make two texts with the same digest.
	 */
	SHA_256("") {

		@Override
		public String of(String text) {
			try {
				return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java runtime has SHA-256", ex);
			}
		}

	},

	/** MurmurHash3 of 128 bits. */
	MURMUR3("m3:") {

		@Override
		public String of(String text) {
			long[] hash = MurmurHash3.hash128x64(bytes(text));
			HexFormat hex = HexFormat.of();
			return super.prefix + hex.toHexDigits(hash[0]) + hex.toHexDigits(hash[1]);
		}

	};

	/** The form in which digests are taken now. */
	public static final DigestForm NEWEST = MURMUR3;

	private final String prefix;

	DigestForm(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * The digest of a text.
	 * @param text any text
	 * @return a prefix that tells the form, and hexadecimal digits
	 */
	public abstract String of(String text);

	/**
	 * The form of a digest that was kept.
	 * @param digest the digest
	 * @return its form
	 */
	public static DigestForm formOf(String digest) {
		return digest.startsWith(MURMUR3.prefix) ? MURMUR3 : SHA_256;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
