package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;

import io.github.githubjirasync.sync.Origin;

/**
 * Checks the secret in the URL of a Jira that does not sign its deliveries. Hashes are
 * compared, so that neither the length nor the first letters of a secret show in the time
 * it takes.
 */
final class UrlSecretCheck {

	private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._~-]{16,128}");

	private final List<byte[]> hashes;

	UrlSecretCheck(List<String> secrets) {
		this.hashes = secrets.stream().map(UrlSecretCheck::checked).map(UrlSecretCheck::hash).toList();
	}

	private static String checked(String secret) {
		if (!ALLOWED.matcher(secret).matches()) {
			throw new IllegalArgumentException("A URL secret of Jira has 16 to 128 letters, digits and - . _ ~");
		}
		return secret;
	}

	/**
	 * Compares the secret of a URL with all configured ones.
	 * @param secret the secret of the URL
	 * @throws RefusedException if it is none of them
	 */
	void verify(String secret) {
		byte[] claimed = hash(secret);
		boolean verified = false;
		for (byte[] hash : this.hashes) {
			verified |= MessageDigest.isEqual(hash, claimed);
		}
		if (!verified) {
			throw RefusedException.unauthorized(Origin.JIRA);
		}
	}

	private static byte[] hash(String secret) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
