package io.github.githubjirasync.jira;

import java.time.Clock;

import io.github.githubjirasync.upstream.Credentials;
import io.github.githubjirasync.upstream.UpstreamHttp;

import org.springframework.util.StringUtils;

/**
 * How the service gets into Jira.
 *
 * @param properties where the API is, and within which bounds it is called
 * @param credentials what is shown to it
 */
record JiraAccess(JiraProperties properties, Credentials credentials) {

	/**
	 * Access with what is configured.
	 * @param http makes the client that fetches tokens
	 * @param properties how Jira is reached, perhaps with a token
	 * @param oauth client credentials, if there are any
	 * @param clock the time that tokens count from
	 * @return the access
	 */
	static JiraAccess of(UpstreamHttp http, JiraProperties properties, JiraOAuthProperties oauth, Clock clock) {
		if (!oauth.used()) {
			return new JiraAccess(properties, properties.credentials());
		}
		if (properties.apiVersion() != 3 || StringUtils.hasText(properties.token())) {
			throw new IllegalArgumentException("github-jira-sync.jira.oauth.client-id is for version 3 and takes the "
					+ "place of github-jira-sync.jira.token");
		}
		JiraProperties behind = properties.behind(oauth.root());
		return new JiraAccess(behind, JiraTokens.credentials(http, behind.http(oauth.tokenUrl()), oauth, clock));
	}

}
