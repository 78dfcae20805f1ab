package io.github.githubjirasync.upstream;

import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;

/**
 * Opens pools that trust the certificates of their SSL bundle, and of a bundle that is
 * loaded anew; without a bundle those of the JVM.
 */
final class TrustedHosts {

	private final @Nullable SslBundles bundles;

	TrustedHosts(@Nullable SslBundles bundles) {
		this.bundles = bundles;
	}

	HttpPool open(HttpSettings settings) {
		String name = settings.sslBundle();
		if (name == null || name.isEmpty()) {
			return HttpPool.open(settings, ofTheJvm());
		}
		SslBundles known = this.bundles;
		if (known == null) {
			throw new IllegalArgumentException("There is no SSL bundle '" + name + "'");
		}
		HttpPool pool = HttpPool.open(settings, known.getBundle(name).createSslContext());
		known.addBundleUpdateHandler(name, (bundle) -> pool.trust(bundle.createSslContext()));
		return pool;
	}

	private static SSLContext ofTheJvm() {
		try {
			return SSLContext.getDefault();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This JVM has no TLS", ex);
		}
	}

}
