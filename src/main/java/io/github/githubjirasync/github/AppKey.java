package io.github.githubjirasync.github;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The private key of a GitHub App, and what it signs. Never prints the key.
 */
final class AppKey {

	private static final Pattern PEM = Pattern
		.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

	/** {@code SEQUENCE { OID rsaEncryption, NULL }} of RFC 8017. */
	private static final byte[] RSA = { 0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d,
			0x01, 0x01, 0x01, 0x05, 0x00 };

	private static final byte[] VERSION = { 0x02, 0x01, 0x00 };

	private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

	/** Clocks differ; GitHub asks for this much. */
	private static final long SLACK_SECONDS = 60;

	/** GitHub takes at most 10 min. */
	private static final long LIFE_SECONDS = 9 * 60;

	private final PrivateKey key;

	private AppKey(PrivateKey key) {
		this.key = key;
	}

	/**
	 * Reads a key.
	 * @param pem PKCS#1, as GitHub hands it out, or PKCS#8; line breaks may be written as
	 * {@code \n}
	 * @return the key
	 * @throws IllegalArgumentException if it is none, without saying what it is
	 */
	static AppKey read(String pem) {
		Matcher matcher = PEM.matcher(pem.replace("\\n", "\n"));
		if (!matcher.find()) {
			throw new IllegalArgumentException(
					"The private key must be PEM: RSA PRIVATE KEY or PRIVATE KEY, not encrypted");
		}
		try {
			byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
			byte[] pkcs8 = matcher.group(1).startsWith("RSA") ? element(0x30, VERSION, RSA, element(0x04, der)) : der;
			return new AppKey(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			// The cause may quote the key.
			throw new IllegalArgumentException("The private key cannot be read as an RSA key");
		}
	}

	/** An element of DER. */
	private static byte[] element(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream element = new ByteArrayOutputStream();
		element.write(tag);
		int length = content.size();
		if (length >= 0x80) {
			int bytes = (length > 0xffff) ? 3 : (length > 0xff) ? 2 : 1;
			element.write(0x80 | bytes);
			for (int i = bytes - 1; i >= 0; i--) {
				element.write(length >> (8 * i));
			}
		}
		else {
			element.write(length);
		}
		element.writeBytes(content.toByteArray());
		return element.toByteArray();
	}

	/**
	 * What the App shows to GitHub as itself: a JWT (RS256) that is valid from 60 s ago
	 * for 9 min from now.
	 * @param issuer the App's id or client id
	 * @param now the time
	 * @return the token
	 */
	String sign(String issuer, Instant now) {
		String claims = "{\"iat\":" + (now.getEpochSecond() - SLACK_SECONDS) + ",\"exp\":"
				+ (now.getEpochSecond() + LIFE_SECONDS) + ",\"iss\":\"" + issuer + "\"}";
		String signed = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encode(claims);
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.key);
			signature.update(signed.getBytes(StandardCharsets.US_ASCII));
			return signed + "." + URL.encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The App's token cannot be signed", ex);
		}
	}

	private static String encode(String text) {
		return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return "private key";
	}

}
