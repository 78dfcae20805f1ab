package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub App: checks the JWT that it shows as itself, gives out tokens for its
 * installations, one for each owner, which end, and lets each token in to the
 * repositories of its own owner only. Safe for use by many threads.
 */
public final class GitHubApps {

	private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+)/[^/]+(/.*)?");

	private static final Pattern AS_ITSELF = Pattern.compile("/app(/.*)?|/repos/[^/]+/[^/]+/installation");

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final long LONGEST_JWT = 600;

	private static final int FIRST = 71;

	private final String id;

	private final PublicKey key;

	private final List<String> owners;

	private final Map<String, Token> tokens = new ConcurrentHashMap<>();

	/** Of owners' tokens, where it is not an hour. */
	private final Map<String, Duration> lives = new ConcurrentHashMap<>();

	private Clock clock = Clock.systemUTC();

	/**
	 * An App.
	 * @param id its id, which its JWT must name
	 * @param key what its JWT is checked with
	 * @param owners where it is installed
	 */
	public GitHubApps(String id, PublicKey key, String... owners) {
		this.id = id;
		this.key = key;
		this.owners = List.of(owners);
	}

	/**
	 * Sets how long the tokens of an owner hold, in the place of an hour.
	 * @param owner the owner
	 * @param value whole seconds
	 * @return this
	 */
	public GitHubApps life(String owner, Duration value) {
		this.lives.put(owner, value);
		return this;
	}

	/**
	 * The ends of all tokens that were given out for an owner.
	 * @param owner the owner
	 * @return their ends, in order
	 */
	public List<Instant> tokenEnds(String owner) {
		return this.tokens.values()
			.stream()
			.filter((token) -> token.owner().equals(owner))
			.map(Token::end)
			.sorted()
			.toList();
	}

	void addTo(Routes routes, Clock time) {
		this.clock = time;
		routes.on("GET", "/app", (request) -> Answer.ok(Json.object("id", Long.valueOf(this.id), "slug", "sync-bot")))
			.on("GET", "/app/installations", (request) -> Answer.ok(Json.array(all())))
			.on("GET", "/repos/{owner}/{repo}/installation", (request) -> installation(request.variable("owner")))
			.on("POST", "/app/installations/{id}/access_tokens", (request) -> token(request.variable("id")));
	}

	/**
	 * Checks the credentials of a request.
	 * @return the refusal, or {@code null} if they are good
	 */
	@Nullable Answer authenticate(Request request) {
		String given = request.headers().getOrDefault("authorization", "").replaceFirst("^(Bearer|token) ", "");
		if (AS_ITSELF.matcher(request.path()).matches()) {
			return isOurs(given) ? null : GitHubErrors.error(401, "A JSON web token could not be decoded");
		}
		Token token = this.tokens.get(given);
		if (token == null || !token.end().isAfter(this.clock.instant())) {
			return GitHubErrors.error(401, "Bad credentials");
		}
		Matcher repository = REPOSITORY.matcher(request.path());
		return (!repository.matches() || repository.group(1).equalsIgnoreCase(token.owner())) ? null
				: GitHubErrors.error(403, "Resource not accessible by integration");
	}

	/** As GitHub's "Generating a JSON Web Token for a GitHub App" says. */
	private boolean isOurs(String jwt) {
		String[] parts = jwt.split("\\.");
		if (parts.length != 3) {
			return false;
		}
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(this.key);
			signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
			JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
			long now = this.clock.instant().getEpochSecond();
			long end = claims.path("exp").asLong();
			return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
					&& JSON.readTree(Base64.getUrlDecoder().decode(parts[0])).path("alg").asText().equals("RS256")
					&& claims.path("iss").asText().equals(this.id) && claims.path("iat").asLong() <= now && end > now
					&& end <= now + LONGEST_JWT;
		}
		catch (GeneralSecurityException | IOException | IllegalArgumentException ex) {
			return false;
		}
	}

	private Answer installation(String owner) {
		int index = this.owners.indexOf(owner);
		return (index < 0) ? GitHubErrors.error(404, "Not Found") : Answer.ok(json(index));
	}

	private List<ObjectNode> all() {
		List<ObjectNode> all = new ArrayList<>();
		for (int index = 0; index < this.owners.size(); index++) {
			all.add(json(index));
		}
		return all;
	}

	private ObjectNode json(int index) {
		return Json.object("id", FIRST + index, "account", Json.object("login", this.owners.get(index)), "app_id",
				Long.valueOf(this.id), "app_slug", "sync-bot", "repository_selection", "all", "permissions",
				permissions());
	}

	private Answer token(String installation) {
		int index = Integer.parseInt(installation) - FIRST;
		if (index < 0 || index >= this.owners.size()) {
			return GitHubErrors.error(404, "Not Found");
		}
		String value = "ghs_" + UUID.randomUUID();
		String owner = this.owners.get(index);
		Duration life = this.lives.getOrDefault(owner, Duration.ofHours(1));
		Instant end = this.clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
		this.tokens.put(value, new Token(owner, end));
		return Answer.created(Json.object("token", value, "expires_at", end.toString(), "permissions", permissions(),
				"repository_selection", "all"));
	}

	private static ObjectNode permissions() {
		return Json.object("issues", "write", "metadata", "read", "pull_requests", "read");
	}

	private record Token(String owner, Instant end) {
	}

}
