package io.github.githubjirasync.github;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What a GitHub App asks as itself, with its payloads.
 */
@HttpExchange(accept = "application/vnd.github+json", headers = "X-GitHub-Api-Version=2022-11-28")
interface GitHubAppApi {

	@GetExchange("/app")
	AppPayload app();

	@GetExchange("/app/installations?per_page=100")
	List<InstallationPayload> installations();

	@GetExchange("/repos/{owner}/{repo}/installation")
	InstallationPayload installation(@PathVariable String owner, @PathVariable String repo);

	@PostExchange("/app/installations/{id}/access_tokens")
	TokenPayload token(@PathVariable long id);

	/** The App. */
	record AppPayload(@JsonProperty(required = true) String slug) {

		public AppPayload {
			Objects.requireNonNull(slug, "slug");
		}
	}

	/** Where the App is installed. */
	record InstallationPayload(@JsonProperty(required = true) long id) {
	}

	/** A token for an installation; a secret. */
	@JsonNaming(SnakeCaseStrategy.class)
	record TokenPayload(String token, Instant expiresAt) {

		public TokenPayload {
			Objects.requireNonNull(token, "token");
			Objects.requireNonNull(expiresAt, "expires_at");
		}

		@Override
		public String toString() {
			return "token until " + this.expiresAt;
		}
	}

}
