package io.github.githubjirasync.upstream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A certificate authority for tests, made anew for each of them: nothing that anybody
 * should trust.
 */
final class TestAuthority {

	static final char[] PASSWORD = "test".toCharArray();

	/** {@code ecdsa-with-SHA256}. */
	private static final byte[] ALGORITHM = der(0x30,
			new byte[] { 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2 });

	private static final byte[] COMMON_NAME = { 6, 3, 0x55, 4, 3 };

	private static final byte[] BASIC_CONSTRAINTS = { 6, 3, 0x55, 0x1d, 0x13 };

	private static final byte[] ALTERNATIVE_NAME = { 6, 3, 0x55, 0x1d, 0x11 };

	private static final byte[] TRUE = { 1, 1, (byte) 0xff };

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private final AtomicLong serial = new AtomicLong(1);

	private final KeyPair keys = newKeys();

	private final String name;

	private final Certificate certificate;

	TestAuthority(String name) {
		this.name = name;
		byte[] mayIssue = der(0x30, BASIC_CONSTRAINTS, TRUE, der(4, der(0x30, TRUE)));
		this.certificate = issue(this.keys, name, Instant.now().plus(Duration.ofDays(1)), mayIssue);
	}

	/** The authority's own certificate. */
	String pem() {
		try {
			return "-----BEGIN CERTIFICATE-----\n"
					+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(this.certificate.getEncoded())
					+ "\n-----END CERTIFICATE-----\n";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A server's key and certificate, which is valid until a time. */
	KeyStore server(InetAddress address, Instant until) {
		byte[] host = der(0x30, ALTERNATIVE_NAME, der(4, der(0x30, der(0x87, address.getAddress()))));
		try {
			KeyPair server = newKeys();
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			store.setKeyEntry("server", server.getPrivate(), PASSWORD,
					new Certificate[] { issue(server, "server", until, host), this.certificate });
			return store;
		}
		catch (GeneralSecurityException | java.io.IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Certificate issue(KeyPair subject, String subjectName, Instant until, byte[] extension) {
		byte[] validity = der(0x30, time(until.minus(Duration.ofDays(365))), time(until));
		byte[] content = der(0x30, der(0xa0, new byte[] { 2, 1, 2 }),
				der(2, BigInteger.valueOf(this.serial.getAndIncrement()).toByteArray()), ALGORITHM, name(this.name),
				validity, name(subjectName), subject.getPublic().getEncoded(), der(0xa3, der(0x30, extension)));
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(content);
			byte[] whole = der(0x30, content, ALGORITHM, der(3, new byte[] { 0 }, signature.sign()));
			return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] name(String commonName) {
		return der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, commonName.getBytes(StandardCharsets.UTF_8)))));
	}

	private static byte[] time(Instant time) {
		return der(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
	}

	private static KeyPair newKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An element of DER. */
	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream element = new ByteArrayOutputStream();
		element.write(tag);
		int length = content.size();
		if (length >= 0x80) {
			int bytes = (length > 0xff) ? 2 : 1;
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

}
