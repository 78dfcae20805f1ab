package io.github.githubjirasync.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
		String of(byte[] text, int length) {
			try {
				MessageDigest digest = MessageDigest.getInstance("SHA-256");
				digest.update(text, 0, length);
				return HexFormat.of().formatHex(digest.digest());
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java runtime has SHA-256", ex);
			}
		}

	},

	/** MurmurHash3 of 128 bits. */
	MURMUR3("m3:") {

		@Override
		String of(byte[] text, int length) {
			return super.prefix + Murmur3.hex(text, length);
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
	public String of(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return of(bytes, bytes.length);
	}

	/**
	 * The digest of a text.
	 * @param text the text in UTF-8, and perhaps more behind it
	 * @param length how many bytes it has
	 * @return a prefix that tells the form, and hexadecimal digits
	 */
	abstract String of(byte[] text, int length);

	/**
	 * The form of a digest that was kept.
	 * @param digest the digest
	 * @return its form
	 */
	public static DigestForm formOf(String digest) {
		return digest.startsWith(MURMUR3.prefix) ? MURMUR3 : SHA_256;
	}

}
