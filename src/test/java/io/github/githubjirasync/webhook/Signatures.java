package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies as the upstreams do.
 */
final class Signatures {

	private Signatures() {
	}

	static String sha256(String secret, byte[] body) {
		return "sha256=" + hmac("HmacSHA256", secret, body);
	}

	static String sha1(String secret, byte[] body) {
		return "sha1=" + hmac("HmacSHA1", secret, body);
	}

	private static String hmac(String algorithm, String secret, byte[] body) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
