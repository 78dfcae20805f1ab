package io.github.githubjirasync.jira;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.githubjirasync.upstream.Authorization;
import io.github.githubjirasync.upstream.Credentials;
import io.github.githubjirasync.upstream.HttpSettings;
import io.github.githubjirasync.upstream.RenewedToken;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamHttp;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Fetches access tokens for OAuth 2.0 client credentials.
 */
final class JiraTokens implements Credentials.Source {

	private final RenewedToken token;

	private JiraTokens(RenewedToken token) {
		this.token = token;
	}

	static Credentials credentials(UpstreamHttp http, HttpSettings settings, JiraOAuthProperties oauth, Clock clock) {
		TokenApi api = http.client(TokenApi.class, Upstream.JIRA, settings, Credentials.anonymous());
		Map<String, String> request = Map.of("grant_type", "client_credentials", "client_id",
				Objects.requireNonNull(oauth.clientId(), "client id"), "client_secret",
				Objects.requireNonNull(oauth.clientSecret(), "client secret"));
		return Credentials.from(new JiraTokens(new RenewedToken(() -> {
			TokenPayload token = api.token(request);
			return new RenewedToken.Token(token.accessToken(), clock.instant().plusSeconds(token.expiresIn()));
		}, clock)), true);
	}

	@Override
	public Authorization authorize(String path) {
		return Authorization.bearer(this.token.value(), "");
	}

	@Override
	public boolean renew(String path, Authorization refused) {
		return this.token.drop(refused.header().substring("Bearer ".length()));
	}

	/** The endpoint that gives tokens. */
	interface TokenApi {

		@PostExchange(accept = "application/json", contentType = "application/json")
		TokenPayload token(@RequestBody Map<String, String> request);

	}

	/** An access token; a secret. */
	record TokenPayload(@JsonProperty("access_token") String accessToken, @JsonProperty("expires_in") long expiresIn) {

		public TokenPayload {
			Objects.requireNonNull(accessToken, "access_token");
		}

		@Override
		public String toString() {
			return "token for " + this.expiresIn + " s";
		}
	}

}
