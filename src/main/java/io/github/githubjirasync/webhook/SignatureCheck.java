package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.githubjirasync.sync.Origin;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Checks that one of the configured secrets signed a body: HMAC-SHA256 over its raw
 * bytes, written {@code sha256=<hex>} in exactly one header. Without a secret it refuses
 * everything.
 */
final class SignatureCheck {

	private static final String ALGORITHM = "HmacSHA256";

	private static final String PREFIX = "sha256=";

	private static final int LENGTH = PREFIX.length() + 64;

	private final Origin origin;

	private final String header;

	private final List<SecretKeySpec> keys;

	SignatureCheck(Origin origin, String header, List<String> secrets) {
		this.origin = origin;
		this.header = header;
		this.keys = secrets.stream().map(SignatureCheck::key).toList();
	}

	private static SecretKeySpec key(String secret) {
		if (secret.isBlank()) {
			throw new IllegalArgumentException("A webhook secret must not be blank");
		}
		return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * The signature that a request claims to have, so that one without any is refused
	 * before its body is read.
	 * @param request the request
	 * @return 32 bytes
	 * @throws RefusedException if there is no signature, more than one, or an odd one
	 */
	byte[] claimed(HttpServletRequest request) {
		byte[] claimed = parse(Headers.single(request, this.header));
		if (claimed == null || this.keys.isEmpty()) {
			throw RefusedException.unauthorized(this.origin);
		}
		return claimed;
	}

	/**
	 * Compares a claimed signature with those of all secrets, in constant time.
	 * @param claimed the claimed signature
	 * @param body the raw body
	 * @throws RefusedException if no secret gives this signature
	 */
	void verify(byte[] claimed, byte[] body) {
		boolean verified = false;
		for (SecretKeySpec key : this.keys) {
			verified |= MessageDigest.isEqual(sign(key, body), claimed);
		}
		if (!verified) {
			throw RefusedException.unauthorized(this.origin);
		}
	}

	private static byte @Nullable [] parse(@Nullable String value) {
		if (value == null || value.length() != LENGTH || !value.startsWith(PREFIX)) {
			return null;
		}
		try {
			return HexFormat.of().parseHex(value, PREFIX.length(), LENGTH);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static byte[] sign(SecretKeySpec key, byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac.doFinal(body);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has HmacSHA256", ex);
		}
	}

}
