package io.github.githubjirasync.github;

import java.time.Clock;

import io.github.githubjirasync.github.GitHubApi.UserPayload;
import io.github.githubjirasync.upstream.Authorization;
import io.github.githubjirasync.upstream.Credentials;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * How the service gets into GitHub, and who it is there: an App's bot, or the owner of a
 * token.
 */
final class GitHubAccess {

	private final Credentials credentials;

	private final @Nullable GitHubAppApi app;

	private GitHubAccess(Credentials credentials, @Nullable GitHubAppApi app) {
		this.credentials = credentials;
		this.app = app;
	}

	/**
	 * Access with what is configured.
	 * @param http makes the client of the App itself
	 * @param properties how GitHub is reached, perhaps with a token
	 * @param settings the App, if there is one
	 * @param clock the time that tokens count from
	 * @return the access
	 */
	static GitHubAccess of(UpstreamHttp http, GitHubProperties properties, GitHubAppProperties settings, Clock clock) {
		String id = settings.id();
		if (id == null) {
			return new GitHubAccess(properties.credentials(), null);
		}
		if (StringUtils.hasText(properties.token())) {
			throw new IllegalArgumentException(
					"Set either github-jira-sync.github.token or github-jira-sync.github.app.id, not both");
		}
		AppKey key = settings.key();
		GitHubAppApi app = http.client(GitHubAppApi.class, Upstream.GITHUB, properties.http(),
				Credentials.from((path) -> Authorization.bearer(key.sign(id, clock.instant()), "app"), true));
		Long installation = settings.installation();
		return new GitHubAccess(Credentials.from(new Installations(app, clock, installation), installation != null),
				app);
	}

	Credentials credentials() {
		return this.credentials;
	}

	/** Our own account; an App acts as a user of its own, {@code slug[bot]}. */
	UserPayload self(GitHubApi api) {
		return (this.app != null) ? api.user(this.app.app().slug() + "[bot]") : api.user();
	}

}
