package io.github.githubjirasync.upstream;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.web.client.RestClient;

/**
 * Makes clients for tests without an application context.
 */
public final class ClientTestSupport {

	/** When the tests happen. */
	public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private ClientTestSupport() {
	}

	/**
	 * A maker of clients whose clock stands still.
	 * @return the maker, to be closed
	 */
	public static UpstreamHttp http() {
		return new UpstreamHttp(RestClient::builder, Clock.fixed(NOW, ZoneOffset.UTC), "github-jira-sync/test");
	}

	/**
	 * A maker of clients.
	 * @param clock the time that it goes by
	 * @return the maker, to be closed
	 */
	public static UpstreamHttp http(Clock clock) {
		return new UpstreamHttp(RestClient::builder, clock, "github-jira-sync/test");
	}

}
