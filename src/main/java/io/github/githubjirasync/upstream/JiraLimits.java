package io.github.githubjirasync.upstream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Notice;
import io.github.githubjirasync.upstream.UpstreamException.Reach;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Jira's limits, of Atlassian's "Rate limiting" for Jira Cloud (2026): 100 GET and POST
 * and 50 PUT and DELETE calls a second, 20 writes to one issue in 2 s and 100 in 30 s,
 * and quotas that only a refusal tells of, in {@code RateLimit-Reason}.
 */
final class JiraLimits implements CallLimits {

	private static final String READS = "reads";

	private static final String WRITES = "writes";

	private static final String PER_ISSUE = "issue:";

	private static final String PER_ENDPOINT = "endpoint:";

	private static final Pattern ISSUE = Pattern.compile("/issue/([^/]+)(/.*)?");

	/** What stands where else an issue does. */
	private static final Set<String> NO_ISSUE = Set.of("bulk", "bulkfetch", "createmeta", "picker");

	private final UpstreamProperties.Jira limits;

	JiraLimits(UpstreamProperties.Jira limits) {
		this.limits = limits;
	}

	@Override
	public List<Draw> draws(HttpMethod method, String path, String token, String holder) {
		boolean changes = method == HttpMethod.PUT || method == HttpMethod.DELETE;
		List<Draw> draws = new ArrayList<>();
		draws.add(new Draw.Free(ALL));
		draws.add(new Draw.Free(CIRCUIT));
		draws.add(new Draw.Free(endpoint(method, path)));
		draws.add(new Draw.Window(changes ? WRITES : READS, changes ? this.limits.writes() : this.limits.reads(), 1));
		String issue = issue(path);
		if (issue != null && method != HttpMethod.GET) {
			draws.add(new Draw.Free(PER_ISSUE + issue));
			draws.add(new Draw.Window(PER_ISSUE + issue + ":short", this.limits.issueWrites(), 1));
			draws.add(new Draw.Window(PER_ISSUE + issue + ":long", this.limits.issueWritesLong(), 1));
		}
		return draws;
	}

	@Override
	public Reach reach(Draw draw) {
		return (draw.name().equals(ALL) || draw.name().equals(CIRCUIT)) ? Reach.UPSTREAM : Reach.CALLER;
	}

	@Override
	public List<Notice> told(String path, HttpHeaders headers, Instant now) {
		return List.of();
	}

	@Override
	public Held held(HttpMethod method, String path, HttpHeaders headers) {
		String reason = headers.getFirst("RateLimit-Reason");
		String issue = issue(path);
		if ("jira-per-issue-on-write".equals(reason) && issue != null) {
			return new Held(PER_ISSUE + issue, Reach.CALLER);
		}
		if ("jira-burst-based".equals(reason)) {
			return new Held(endpoint(method, path), Reach.CALLER);
		}
		return new Held(ALL, Reach.UPSTREAM);
	}

	@Override
	public List<String> gauged() {
		return List.of(READS, WRITES);
	}

	@Override
	public String probePath() {
		return "/serverInfo";
	}

	private static @Nullable String issue(String path) {
		Matcher matcher = ISSUE.matcher(path);
		return (matcher.matches() && !NO_ISSUE.contains(matcher.group(1))) ? matcher.group(1) : null;
	}

	/** {@code endpoint:post/issue/-/comment}, for whichever issue. */
	private static String endpoint(HttpMethod method, String path) {
		Matcher matcher = ISSUE.matcher(path);
		String template = matcher.matches() ? path.replaceFirst("/issue/[^/]+", "/issue/-") : path;
		return PER_ENDPOINT + method.name().toLowerCase(Locale.ROOT) + template.replaceAll("/\\d+", "/-");
	}

}
