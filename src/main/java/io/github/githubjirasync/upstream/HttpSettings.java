package io.github.githubjirasync.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Where an upstream is found and how long and how large a call to it may be.
 *
 * @param baseUrl absolute http(s) URL that every path is added to; no user, query or
 * fragment
 * @param connectTimeout longest wait for a connection: for a free one of the pool, and
 * for a new one to open
 * @param responseTimeout longest wait for the next bytes of an answer
 * @param maxConnections connections to this upstream at the same time, 1 to 1,000
 * @param maxResponseSize largest answer that is read, after decompression
 * @param sslBundle the SSL bundle that says whom to trust; {@code null} for the JVM's
 * certificates
 */
public record HttpSettings(URI baseUrl, Duration connectTimeout, Duration responseTimeout, int maxConnections,
		DataSize maxResponseSize, @Nullable String sslBundle) {

	public HttpSettings {
		baseUrl = checked(baseUrl);
		positive("connect time-out", connectTimeout);
		positive("response time-out", responseTimeout);
		if (maxConnections < 1 || maxConnections > 1000) {
			throw new IllegalArgumentException("The connections must be 1 to 1,000, got " + maxConnections);
		}
		if (maxResponseSize.toBytes() < 1 || maxResponseSize.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("The response size must be 1 B to 2 GB, got " + maxResponseSize);
		}
	}

	public HttpSettings(URI baseUrl, Duration connectTimeout, Duration responseTimeout, int maxConnections,
			DataSize maxResponseSize) {
		this(baseUrl, connectTimeout, responseTimeout, maxConnections, maxResponseSize, null);
	}

	/**
	 * Whether a URL has the scheme, host and port of the base URL, so that credentials
	 * may be sent to it.
	 * @param url an absolute URL
	 * @return {@code true} for the same origin
	 */
	boolean sameOrigin(URI url) {
		return origin(this.baseUrl).equals(origin(url));
	}

	/**
	 * Whether what is sent can be read on the way: no TLS, and not to this machine
	 * itself.
	 * @return {@code true} if credentials would be exposed
	 */
	boolean exposed() {
		return exposed(this.baseUrl);
	}

	/** Whether what is sent to a URL, or comes from it, can be read on the way. */
	static boolean exposed(URI url) {
		String host = url.getHost().toLowerCase(Locale.ROOT);
		boolean loopback = host.equals("localhost") || host.endsWith(".localhost") || host.equals("[::1]")
				|| host.matches("127\\.\\d+\\.\\d+\\.\\d+");
		return !"https".equalsIgnoreCase(url.getScheme()) && !loopback;
	}

	/**
	 * The path of a URL below the base URL.
	 * @param url an absolute URL
	 * @return its path, still encoded; the whole path where the URL is not below it
	 */
	String below(URI url) {
		String root = String.valueOf(this.baseUrl.getRawPath());
		String path = String.valueOf(url.getRawPath());
		return path.startsWith(root + "/") ? path.substring(root.length()) : path;
	}

	/** Scheme, host and port of a URL. */
	static String origin(URI url) {
		String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
		int port = (url.getPort() != -1) ? url.getPort() : "https".equals(scheme) ? 443 : 80;
		return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
	}

	private static URI checked(URI url) {
		String scheme = String.valueOf(url.getScheme());
		// The URL itself stays out of the messages: what is wrong with it may be a
		// password.
		if (!scheme.matches("(?i)https?") || url.getHost() == null) {
			throw new IllegalArgumentException("A base URL must be an absolute http or https URL");
		}
		if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
			throw new IllegalArgumentException("A base URL must not hold a user, a query or a fragment");
		}
		String text = url.toString();
		return URI.create(text.replaceAll("/+$", ""));
	}

	private static void positive(String name, Duration duration) {
		if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
			throw new IllegalArgumentException("The " + name + " must be above zero and at most 1 h, got " + duration);
		}
	}

}
