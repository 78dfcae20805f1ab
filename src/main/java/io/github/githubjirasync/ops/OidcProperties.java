package io.github.githubjirasync.ops;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OpenID provider whose people and programs may come in; off without an issuer. People
 * log in with their browser where {@code client-id} is set; programs bring an access
 * token (a JWT) as Bearer.
 *
 * @param issuerUri the provider's issuer, whose {@code /.well-known/openid-configuration}
 * is read when it is first needed
 * @param clientId the id of this service at the provider; without it nobody logs in with
 * a browser
 * @param clientSecret its secret
 * @param scopes what is asked for at a login
 * @param audience what the {@code aud} of an access token must hold; without it
 * {@code client-id}
 * @param nameClaim the claim that the audit log knows somebody by; each token must have
 * it
 * @param roleClaim the claim that says what somebody may do: a text or a list of texts; a
 * dot leads into an object, as in {@code realm_access.roles}
 * @param viewerValues the values of that claim that make a viewer
 * @param operatorValues the values of that claim that make an operator
 */
@ConfigurationProperties("github-jira-sync.ops.oidc")
record OidcProperties(@Nullable URI issuerUri, @Nullable String clientId, @Nullable String clientSecret,
		@DefaultValue( {
				"openid", "profile" }) List<String> scopes,
		@Nullable String audience, @DefaultValue("sub") String nameClaim, @DefaultValue("roles") String roleClaim,
		@DefaultValue("github-jira-sync-viewer") List<String> viewerValues,
		@DefaultValue("github-jira-sync-operator") List<String> operatorValues){

	OidcProperties {
		if (issuerUri != null && clientId == null && audience == null) {
			throw new IllegalArgumentException(
					"github-jira-sync.ops.oidc needs client-id, audience or both beside issuer-uri");
		}
	}

	/**
	 * What access tokens must be meant for.
	 * @return the audience; empty where none is configured
	 */
	String expectedAudience() {
		return (this.audience != null) ? this.audience : (this.clientId != null) ? this.clientId : "";
	}

	@Override
	public String toString() {
		return "OidcProperties[" + this.issuerUri + ", " + this.clientId + "]";
	}

}
