package io.github.githubjirasync.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Notice;
import io.github.githubjirasync.upstream.UpstreamException.Reach;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * GitHub's limits, of "Rate limits for the REST API" and "Best practices for using the
 * REST API" (2026): a primary budget for each resource, told by every answer; secondary
 * ones that cannot be asked for: 900 points a minute, 80 and 500 calls that create
 * something a minute and an hour, 100 calls at a time; writes one after the other, a
 * second apart.
 */
final class GitHubLimits implements CallLimits {

	private static final String CORE = "core";

	private static final String SEARCH = "search";

	private static final String POINTS = "points";

	private static final String CREATES = "creates";

	private static final String CREATES_LONG = "creates-long";

	private static final String CONCURRENT = "concurrent";

	private static final String WRITES = "writes";

	private static final int WRITE_POINTS = 5;

	/** After which the next write begins although a lost one has not told its end. */
	private static final Duration TURN = Duration.ofSeconds(15);

	private final UpstreamProperties.GitHub limits;

	private final Duration lease;

	/** Takes the longest time that a call may last. */
	GitHubLimits(UpstreamProperties.GitHub limits, Duration lease) {
		this.limits = limits;
		this.lease = lease;
	}

	@Override
	public List<Draw> draws(HttpMethod method, String path, String token, String holder) {
		boolean read = method == HttpMethod.GET || method == HttpMethod.HEAD;
		String resource = resource(path);
		List<Draw> draws = new ArrayList<>();
		draws.add(new Draw.Free(ALL));
		draws.add(new Draw.Free(CIRCUIT));
		draws.add(new Draw.Free(resource));
		draws.add(new Draw.Quota(resource, 1));
		draws.add(new Draw.Window(POINTS, this.limits.points(), read ? 1 : WRITE_POINTS));
		draws.add(new Draw.Place(CONCURRENT, this.limits.concurrent(), this.lease, token));
		if (method == HttpMethod.POST) {
			draws.add(new Draw.Window(CREATES, this.limits.creates(), 1));
			draws.add(new Draw.Window(CREATES_LONG, this.limits.createsLong(), 1));
		}
		if (!read && !this.limits.writeSpacing().isZero()) {
			draws.add(new Draw.Turn(WRITES, this.limits.writeSpacing(), TURN, holder));
		}
		return draws;
	}

	@Override
	public Reach reach(Draw draw) {
		return (draw instanceof Draw.Turn || draw instanceof Draw.Place) ? Reach.CALLER : Reach.UPSTREAM;
	}

	@Override
	public List<Notice> told(String path, HttpHeaders headers, Instant now) {
		Long left = number(headers.getFirst("x-ratelimit-remaining"));
		Long reset = number(headers.getFirst("x-ratelimit-reset"));
		if (left == null || reset == null) {
			return List.of();
		}
		Duration until = Duration.between(now, Instant.ofEpochSecond(reset));
		String resource = headers.getFirst("x-ratelimit-resource");
		boolean sane = until.compareTo(Duration.ZERO) > 0 && until.compareTo(Duration.ofHours(2)) < 0;
		return sane ? List.of(new Notice.Left((resource != null) ? name(resource) : resource(path), left, until))
				: List.of();
	}

	@Override
	public Held held(HttpMethod method, String path, HttpHeaders headers) {
		// Only the primary limit is of one resource.
		boolean primary = "0".equals(headers.getFirst("x-ratelimit-remaining"));
		return new Held(primary ? resource(path) : ALL, Reach.UPSTREAM);
	}

	@Override
	public List<String> gauged() {
		return List.of(CORE, SEARCH, POINTS, CREATES, CREATES_LONG, CONCURRENT);
	}

	@Override
	public String probePath() {
		return "/rate_limit";
	}

	private static String resource(String path) {
		return path.startsWith("/search/") ? SEARCH : CORE;
	}

	private static String name(String resource) {
		return resource.toLowerCase(Locale.ROOT).replaceAll("[^a-z_]", "");
	}

	private static @Nullable Long number(@Nullable String value) {
		return (value != null && value.matches("\\d{1,11}")) ? Long.valueOf(value) : null;
	}

}
