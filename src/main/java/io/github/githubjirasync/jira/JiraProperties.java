package io.github.githubjirasync.jira;

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
 * How Jira is reached.
 *
 * @param baseUrl root of the site, such as {@code https://acme.atlassian.net}, with the
 * context path where a Data Center has one; without one, every call fails as unauthorised
 * @param browseUrl root of the site for people, where it differs from the base URL
 * @param apiVersion 3 on Cloud (ADF), 2 on Data Center (wiki markup)
 * @param email the account of an API token on Cloud; with it the token goes as Basic
 * @param token API token on Cloud, personal access token on Data Center; on its own it
 * goes as Bearer. Without one, every call fails as unauthorised
 * @param connectTimeout longest wait for a connection: for a free one of the pool, and
 * for a new one to open
 * @param responseTimeout longest wait for the next bytes of an answer
 * @param maxConnections connections at the same time
 * @param maxResponseSize largest answer that is read
 * @param sslBundle the SSL bundle ({@code spring.ssl.bundle}) with the certificates of a
 * Data Center behind a company's authority; without one, the JVM's are trusted
 * @param notifyWatchers whether Jira mails the watchers about changed fields; to switch
 * that off, the account must administer the project or Jira
 */
@ConfigurationProperties("github-jira-sync.jira")
record JiraProperties(@Nullable URI baseUrl, @Nullable URI browseUrl, @DefaultValue("3") int apiVersion,
		@Nullable String email, @Nullable String token, @DefaultValue("5s") Duration connectTimeout,
		@DefaultValue("30s") Duration responseTimeout, @DefaultValue("32") int maxConnections,
		@DefaultValue("10MB") DataSize maxResponseSize, @Nullable String sslBundle,
		@DefaultValue("true") boolean notifyWatchers) {

	/** A name that never resolves (RFC 2606), in the place of a site that is not set. */
	private static final URI UNSET = URI.create("https://jira.invalid");

	JiraProperties {
		if (apiVersion != 2 && apiVersion != 3) {
			throw new IllegalArgumentException("github-jira-sync.jira.api-version must be 2 or 3, got " + apiVersion);
		}
	}

	HttpSettings http() {
		// The site itself is checked first, since what is wrong with it must be said of
		// it.
		return http(URI.create(http(site()).baseUrl() + "/rest/api/" + this.apiVersion));
	}

	/** The same bounds for another address. */
	HttpSettings http(URI url) {
		return new HttpSettings(url, this.connectTimeout, this.responseTimeout, this.maxConnections,
				this.maxResponseSize, this.sslBundle);
	}

	String siteRoot() {
		return site().toString().replaceAll("/+$", "");
	}

	String browseRoot() {
		return ((this.browseUrl != null) ? this.browseUrl : site()).toString().replaceAll("/+$", "");
	}

	Credentials credentials() {
		if (this.baseUrl == null) {
			return Credentials.missing("set github-jira-sync.jira.base-url");
		}
		if (this.token == null || !StringUtils.hasText(this.token)) {
			return Credentials.missing("set github-jira-sync.jira.token, on Cloud with github-jira-sync.jira.email");
		}
		return (this.email != null && StringUtils.hasText(this.email)) ? Credentials.basic(this.email, this.token)
				: Credentials.bearer(this.token);
	}

	/** The same site behind another address of its API. */
	JiraProperties behind(URI root) {
		return new JiraProperties(root, URI.create(browseRoot()), this.apiVersion, this.email, this.token,
				this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxResponseSize, this.sslBundle,
				this.notifyWatchers);
	}

	private URI site() {
		return (this.baseUrl != null) ? this.baseUrl : UNSET;
	}

	@Override
	public String toString() {
		return "Jira at " + site() + ", version " + this.apiVersion + ", with " + credentials();
	}

}
