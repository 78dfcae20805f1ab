package io.github.githubjirasync.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub does with every call: checks the token, tells of the rate limit, and
 * answers 304 where nothing changed.
 */
final class GitHubManners implements UpstreamApi.Manners {

	private static final int LIMIT = 5000;

	private final String token;

	private final Limits limits;

	private final Clock clock;

	private final GitHubMoves moves;

	private final @Nullable GitHubApps app;

	GitHubManners(String token, Limits limits, Clock clock, GitHubMoves moves, @Nullable GitHubApps app) {
		this.token = token;
		this.limits = limits;
		this.clock = clock;
		this.moves = moves;
		this.app = app;
	}

	@Override
	public Request rewrite(Request request) {
		return this.moves.byId(request);
	}

	@Override
	public @Nullable Answer moved(Request request) {
		return this.moves.redirect(request);
	}

	void addTo(Routes routes) {
		routes.on("GET", "/rate_limit", (request) -> Answer.ok(rateLimit()));
		if (this.app != null) {
			this.app.addTo(routes, this.clock);
		}
	}

	@Override
	public @Nullable Answer authenticate(Request request) {
		String given = request.headers().getOrDefault("authorization", "");
		boolean good = given.equals("Bearer " + this.token) || given.equals("token " + this.token);
		if (!good && this.app != null) {
			return this.app.authenticate(request);
		}
		return good ? null : GitHubErrors.error(401, "Bad credentials");
	}

	@Override
	public Answer error(int status, String message) {
		return GitHubErrors.error(status, message);
	}

	@Override
	public Answer polish(Request request, Answer answer) {
		String tag = "W/\"" + Integer.toHexString(Arrays.hashCode(answer.body())) + '-' + answer.body().length + '"';
		boolean tagged = request.method().equals("GET") && answer.status() == 200;
		boolean unchanged = tagged && tag.equals(request.headers().get("if-none-match"));
		if (unchanged) {
			this.limits.unchanged();
		}
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-GitHub-Media-Type", "github.v3; format=json");
		headers.put("X-RateLimit-Limit", Integer.toString(LIMIT));
		headers.put("X-RateLimit-Remaining", Long.toString(this.limits.left()));
		headers.put("X-RateLimit-Used", "1");
		headers.put("X-RateLimit-Reset", Long.toString(this.limits.reset()));
		headers.put("X-RateLimit-Resource", "core");
		if (tagged) {
			headers.put("ETag", tag);
		}
		return unchanged ? new Answer(304, headers, new byte[0]) : answer.with(headers);
	}

	private long reset() {
		return this.clock.instant().plus(Duration.ofHours(1)).getEpochSecond();
	}

	private ObjectNode rateLimit() {
		IntFunction<ObjectNode> budget = (limit) -> Json.object("limit", limit, "remaining", limit - 1, "reset",
				reset(), "used", 1);
		return Json.object("resources", Json.object("core", budget.apply(LIMIT), "search", budget.apply(30)), "rate",
				budget.apply(LIMIT));
	}

}
