package io.github.githubjirasync.jira;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * OAuth 2.0 client credentials on Jira Cloud, in the place of a token.
 *
 * @param clientId id of the client; with it, this is what is used
 * @param clientSecret its secret
 * @param cloudId id of the site, as {@code https://<site>/_edge/tenant_info} tells it
 * @param tokenUrl where access tokens are fetched
 * @param apiUrl where the API of all sites is
 */
@ConfigurationProperties("github-jira-sync.jira.oauth")
record JiraOAuthProperties(@Nullable String clientId, @Nullable String clientSecret, @Nullable String cloudId,
		@DefaultValue("https://auth.atlassian.com/oauth/token") URI tokenUrl,
		@DefaultValue("https://api.atlassian.com") URI apiUrl) {

	JiraOAuthProperties {
		if (StringUtils.hasText(clientId) && !(StringUtils.hasText(clientSecret) && StringUtils.hasText(cloudId))) {
			throw new IllegalArgumentException("github-jira-sync.jira.oauth.client-id needs "
					+ "github-jira-sync.jira.oauth.client-secret and github-jira-sync.jira.oauth.cloud-id");
		}
		if (cloudId != null && !cloudId.matches("[\\w-]*")) {
			throw new IllegalArgumentException("github-jira-sync.jira.oauth.cloud-id is no id of a site");
		}
	}

	boolean used() {
		return StringUtils.hasText(this.clientId);
	}

	/** The root of the site's API, in the place of the site itself. */
	URI root() {
		return URI.create(this.apiUrl.toString().replaceAll("/+$", "") + "/ex/jira/" + this.cloudId);
	}

	@Override
	public String toString() {
		return "Jira as OAuth client " + this.clientId;
	}

}
