package io.github.githubjirasync.testing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/**
 * Keys for tests.
 */
public final class TestKeys {

	/**
	 * The bits of an RSA key: few, since finding the primes of a large one takes seconds.
	 */
	public static final int RSA_BITS = 1024;

	private TestKeys() {
	}

	/**
	 * A new RSA key, too short for anything but a test.
	 * @return the pair
	 */
	public static KeyPair rsa() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(RSA_BITS);
			return generator.generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
