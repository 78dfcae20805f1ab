package io.github.githubjirasync.github;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.githubjirasync.github.GitHubAppApi.InstallationPayload;
import io.github.githubjirasync.github.GitHubAppApi.TokenPayload;
import io.github.githubjirasync.upstream.Authorization;
import io.github.githubjirasync.upstream.Credentials;
import io.github.githubjirasync.upstream.RenewedToken;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls in as a GitHub App: with the token of the installation that the call's
 * repository belongs to. Which one that is is asked once an hour for each owner, each
 * token once an hour.
 */
final class Installations implements Credentials.Source {

	private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+)/([^/]+)(?:/.*)?");

	private static final Duration REMEMBERED = Duration.ofHours(1);

	private static final int MOST_OWNERS = 10_000;

	private final GitHubAppApi api;

	private final Clock clock;

	private final @Nullable Long only;

	private final Cache<String, Long> byOwner = Caffeine.newBuilder()
		.maximumSize(MOST_OWNERS)
		.expireAfterWrite(REMEMBERED)
		.build();

	private final Map<Long, RenewedToken> tokens = new ConcurrentHashMap<>();

	/**
	 * The installations of an App.
	 * @param api what the App asks as itself
	 * @param clock the time that the ends of tokens are compared with
	 * @param only the one installation for all calls, or {@code null} to find each out
	 */
	Installations(GitHubAppApi api, Clock clock, @Nullable Long only) {
		this.api = api;
		this.clock = clock;
		this.only = only;
	}

	@Override
	public Authorization authorize(String path) {
		long installation = installation(path);
		return Authorization.bearer(token(installation).value(), "installation-" + installation);
	}

	@Override
	public boolean renew(String path, Authorization refused) {
		return token(installation(path)).drop(refused.header().substring("Bearer ".length()));
	}

	private RenewedToken token(long installation) {
		return this.tokens.computeIfAbsent(installation, (id) -> new RenewedToken(() -> {
			try {
				TokenPayload token = this.api.token(id);
				return new RenewedToken.Token(token.token(), token.expiresAt());
			}
			catch (UpstreamException.Gone ex) {
				// The App was taken away, and perhaps installed anew.
				this.byOwner.asMap().values().removeIf(id::equals);
				throw ex;
			}
		}, this.clock));
	}

	private long installation(String path) {
		if (this.only != null) {
			return this.only;
		}
		Matcher repository = REPOSITORY.matcher(path);
		// What is of no repository is the same for every installation.
		String owner = repository.matches() ? repository.group(1).toLowerCase(Locale.ROOT) : "";
		Long known = this.byOwner.getIfPresent(owner);
		if (known == null) {
			known = owner.isEmpty() ? any() : find(repository.group(1), repository.group(2));
			this.byOwner.put(owner, known);
		}
		return known;
	}

	private long find(String owner, String repository) {
		try {
			return this.api.installation(owner, repository).id();
		}
		catch (UpstreamException.Gone ex) {
			throw new UpstreamException.Unauthorised(Upstream.GITHUB,
					"The GitHub App is not installed for " + owner + "/" + repository + "; install it there");
		}
	}

	private long any() {
		List<InstallationPayload> installations = this.api.installations();
		if (installations.isEmpty()) {
			throw new UpstreamException.Unauthorised(Upstream.GITHUB, "The GitHub App is installed nowhere");
		}
		return installations.get(0).id();
	}

}
