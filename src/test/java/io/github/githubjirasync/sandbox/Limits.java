package io.github.githubjirasync.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls beyond limits, as the vendors do, once it is told to. What is within the
 * limits is counted exactly, at the moment it arrives. Safe for use by many threads.
 */
public final class Limits {

	private static final Pattern ISSUE = Pattern.compile("/issue/(?!bulk|createmeta)([^/]+)(?:/.*)?");

	private static final String SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes "
			+ "before you try again.";

	private final Clock clock;

	private final Map<String, Window> windows = new HashMap<>();

	private final List<String> refusals = new ArrayList<>();

	private @Nullable LimitRules rules;

	private int githubCalls;

	private int githubWrites;

	private int mostGithubWrites;

	Limits(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Refuses from now on what is beyond some rules.
	 * @param value the rules
	 */
	public synchronized void enforce(LimitRules value) {
		this.rules = value;
		this.windows.clear();
		this.refusals.clear();
		this.mostGithubWrites = 0;
	}

	/** Refuses nothing any more. */
	public synchronized void off() {
		this.rules = null;
	}

	/**
	 * What was refused since the rules are enforced.
	 * @return call and limit, in their order
	 */
	public synchronized List<String> refusals() {
		return List.copyOf(this.refusals);
	}

	/**
	 * How many writes to GitHub ran at the same time, at most.
	 * @return the number
	 */
	public synchronized int mostGitHubWritesAtOnce() {
		return this.mostGithubWrites;
	}

	/**
	 * Counts a call, or refuses it.
	 * @return the refusal, or {@code null} if the call is within the limits
	 */
	synchronized @Nullable Answer begin(Upstream upstream, Request request) {
		boolean write = !request.method().equals("GET");
		if (upstream == Upstream.GITHUB) {
			this.githubCalls++;
			this.githubWrites += write ? 1 : 0;
			this.mostGithubWrites = Math.max(this.mostGithubWrites, this.githubWrites);
		}
		LimitRules enforced = this.rules;
		if (enforced == null || request.path().equals("/rate_limit")) {
			return null;
		}
		Answer refusal = (upstream == Upstream.GITHUB) ? github(enforced, request, write)
				: jira(enforced, request, write);
		if (refusal != null) {
			this.refusals.add(upstream + " " + request.method() + " " + request.path() + ": "
					+ refusal.headers().getOrDefault("RateLimit-Reason", Integer.toString(refusal.status())));
		}
		return refusal;
	}

	/** A call has ended. */
	synchronized void end(Upstream upstream, Request request) {
		if (upstream == Upstream.GITHUB) {
			this.githubCalls--;
			this.githubWrites -= request.method().equals("GET") ? 0 : 1;
		}
	}

	/** A call to GitHub was answered 304, which does not count. */
	synchronized void unchanged() {
		LimitRules enforced = this.rules;
		if (enforced != null) {
			window("github-hour", enforced.windows().githubHour()).giveBack();
		}
	}

	/** What is left of GitHub's primary limit. */
	synchronized long left() {
		LimitRules enforced = this.rules;
		if (enforced == null) {
			return LimitRules.DOCUMENTED.githubHourly() - 1L;
		}
		Window hour = window("github-hour", enforced.windows().githubHour());
		return Math.max(0, enforced.githubHourly() - hour.sum(this.clock.millis()));
	}

	/** When all of GitHub's primary limit is there again, in epoch seconds. */
	synchronized long reset() {
		LimitRules enforced = (this.rules != null) ? this.rules : LimitRules.DOCUMENTED;
		long wait = window("github-hour", enforced.windows().githubHour()).untilEmpty(this.clock.millis());
		long whole = (wait > 0) ? wait : enforced.windows().githubHour().toMillis();
		return (this.clock.millis() + whole + 999) / 1000;
	}

	private @Nullable Answer github(LimitRules enforced, Request request, boolean write) {
		if (this.githubCalls > enforced.githubConcurrent()
				|| (enforced.githubSerialWrites() && this.githubWrites > 1 && write)) {
			return secondary(enforced.windows().githubMinute().toMillis());
		}
		Window hour = window("github-hour", enforced.windows().githubHour());
		if (!hour.take(this.clock.millis(), 1, enforced.githubHourly())) {
			// Its headers are those that every answer has.
			return GitHubErrors.error(403, "API rate limit exceeded for user ID 1.");
		}
		Window points = window("github-points", enforced.windows().githubMinute());
		if (!points.take(this.clock.millis(), write ? 5 : 1, enforced.githubPoints())) {
			return secondary(points.untilEmpty(this.clock.millis()));
		}
		Window creates = window("github-creates", enforced.windows().githubMinute());
		if (request.method().equals("POST") && !creates.take(this.clock.millis(), 1, enforced.githubCreates())) {
			return secondary(creates.untilEmpty(this.clock.millis()));
		}
		return null;
	}

	private static Answer secondary(long waitMillis) {
		return GitHubErrors.error(403, SECONDARY).with(Map.of("Retry-After", seconds(waitMillis)));
	}

	private @Nullable Answer jira(LimitRules enforced, Request request, boolean write) {
		boolean changes = request.method().equals("PUT") || request.method().equals("DELETE");
		long now = this.clock.millis();
		Window burst = window(changes ? "jira-writes" : "jira-reads", enforced.windows().jiraSecond());
		if (!burst.take(now, 1, changes ? enforced.jiraWrites() : enforced.jiraReads())) {
			return limited("jira-burst-based", burst.untilEmpty(now));
		}
		Matcher issue = ISSUE.matcher(request.path());
		if (write && issue.matches()) {
			Window shortOne = window("issue-short-" + issue.group(1), enforced.windows().issueShort());
			Window longOne = window("issue-long-" + issue.group(1), enforced.windows().issueLong());
			if (!shortOne.take(now, 1, enforced.issueShort())) {
				return limited("jira-per-issue-on-write", shortOne.untilEmpty(now));
			}
			if (!longOne.take(now, 1, enforced.issueLong())) {
				return limited("jira-per-issue-on-write", longOne.untilEmpty(now));
			}
		}
		return null;
	}

	private Answer limited(String reason, long waitMillis) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Retry-After", seconds(waitMillis));
		headers.put("RateLimit-Reason", reason);
		headers.put("X-RateLimit-Reset", this.clock.instant().plus(Duration.ofMillis(waitMillis)).toString());
		return JiraErrors.error(429, "Rate limit exceeded.").with(headers);
	}

	private Window window(String name, Duration length) {
		return this.windows.computeIfAbsent(name, (unknown) -> new Window(length.toMillis()));
	}

	private static String seconds(long millis) {
		return Long.toString(Math.max(1, (millis + 999) / 1000));
	}

	/** What was spent in the last stretch of time, to the millisecond. */
	private static final class Window {

		private final long length;

		private final Deque<long[]> spent = new ArrayDeque<>();

		private long sum;

		Window(long length) {
			this.length = length;
		}

		boolean take(long now, int cost, int limit) {
			if (sum(now) + cost > limit) {
				return false;
			}
			this.spent.addLast(new long[] { now, cost });
			this.sum += cost;
			return true;
		}

		void giveBack() {
			long[] last = this.spent.pollLast();
			this.sum -= (last != null) ? last[1] : 0;
		}

		long sum(long now) {
			while (!this.spent.isEmpty() && this.spent.getFirst()[0] <= now - this.length) {
				this.sum -= this.spent.removeFirst()[1];
			}
			return this.sum;
		}

		long untilEmpty(long now) {
			sum(now);
			return this.spent.isEmpty() ? 0 : this.spent.getLast()[0] + this.length - now;
		}

	}

}
