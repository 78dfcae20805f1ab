package io.github.githubjirasync.upstream;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Says in plain words why a server is not trusted.
 */
final class TlsFailure {

	private static final int DEEPEST = 10;

	private TlsFailure() {
	}

	/**
	 * The same failure, in plain words where it is about the server's certificate.
	 * @param failure what TLS says
	 * @param host who was called
	 * @return the failure
	 */
	static SSLException explained(SSLException failure, String host) {
		Throwable cause = failure;
		String words = null;
		for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
			if (cause instanceof CertificateExpiredException) {
				words = "has expired (" + cause.getMessage() + ")";
			}
			else if (cause instanceof CertificateNotYetValidException) {
				words = "is not valid yet (" + cause.getMessage() + ")";
			}
			else if (cause instanceof CertPathBuilderException) {
				words = "is not signed by an authority that is trusted here";
			}
			else if (words == null && cause instanceof CertificateException && cause.getCause() == null) {
				words = "is not for this host (" + cause.getMessage() + ")";
			}
			cause = cause.getCause();
		}
		if (words == null) {
			return failure;
		}
		SSLException explained = new SSLHandshakeException("the certificate of " + host + " " + words);
		explained.initCause(failure);
		return explained;
	}

}
