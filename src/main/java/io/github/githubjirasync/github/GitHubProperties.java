package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Duration;

import io.github.githubjirasync.upstream.Credentials;
import io.github.githubjirasync.upstream.HttpSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * How GitHub is reached.
 *
 * @param baseUrl root of the REST API; of an Enterprise Server
 * {@code https://host/api/v3}
 * @param token personal access token; without one, every call fails as unauthorised
 * @param connectTimeout longest wait for a connection: for a free one of the pool, and
 * for a new one to open
 * @param responseTimeout longest wait for the next bytes of an answer
 * @param maxConnections connections at the same time; GitHub allows 100 concurrent
 * requests
 * @param maxResponseSize largest answer that is read
 * @param sslBundle the SSL bundle ({@code spring.ssl.bundle}) with the certificates of an
 * Enterprise Server behind a company's authority; without one, the JVM's are trusted
 */
@ConfigurationProperties("github-jira-sync.github")
record GitHubProperties(@DefaultValue("https://api.github.com") URI baseUrl, @Nullable String token,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("30s") Duration responseTimeout,
		@DefaultValue("32") int maxConnections, @DefaultValue("10MB") DataSize maxResponseSize,
		@Nullable String sslBundle) {

	HttpSettings http() {
		return new HttpSettings(this.baseUrl, this.connectTimeout, this.responseTimeout, this.maxConnections,
				this.maxResponseSize, this.sslBundle);
	}

	Credentials credentials() {
		return (this.token != null && StringUtils.hasText(this.token)) ? Credentials.bearer(this.token)
				: Credentials.missing("set github-jira-sync.github.token or github-jira-sync.github.app.id");
	}

	@Override
	public String toString() {
		return "GitHub at " + this.baseUrl + " with " + credentials();
	}

}
