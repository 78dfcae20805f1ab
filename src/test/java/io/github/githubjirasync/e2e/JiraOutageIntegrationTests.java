package io.github.githubjirasync.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.queue.redis.RedisTime;
import io.github.githubjirasync.sandbox.Call;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.upstream.Upstream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten minutes in which Jira does not answer, for which time is moved.
 */
@Tag("long")
class JiraOutageIntegrationTests extends EndToEnd {

	private static final Duration OUTAGE = Duration.ofMinutes(10);

	private static final Duration STEP = Duration.ofSeconds(15);

	private static final int ISSUES = 8;

	private static final Pattern VERSION = Pattern.compile("Title of (\\d+), version (\\d+)");

	@Autowired
	private StringRedisTemplate redis;

	@Autowired
	private MeterRegistry meters;

	@AfterEach
	void timeIsWhatItIs() {
		Clocks.AHEAD.set(Duration.ZERO);
		forgetHolds();
	}

	@Test
	void tenMinutesWithoutJiraKillNoJobAndEverythingIsAppliedInOrderAfterThem() {
		for (int issue = 1; issue <= ISSUES; issue++) {
			SANDBOX.github().openIssue(REPOSITORY, "Title of " + issue + ", version 0", null, List.of(), "alice");
		}
		awaitQuiet();
		double errors = errors();
		SANDBOX.calls().clear();
		// First it answers that it is not well, then not at all.
		SANDBOX.faults().add(new Fault(Upstream.JIRA, null, null, Fault.Kind.STATUS, 503, Map.of(), null, 150, 0));
		SANDBOX.faults().add(Fault.of(Fault.Kind.DROP, Upstream.JIRA, null, null).times(-1));
		int version = 0;
		for (Duration passed = Duration.ZERO; passed.compareTo(OUTAGE) < 0; passed = passed.plus(STEP)) {
			version++;
			for (SandboxGitHubIssue issue : SANDBOX.github().issues()) {
				if ((issue.number() + version) % 4 == 0) {
					SANDBOX.github()
						.editIssue(REPOSITORY, issue.number(),
								Map.of("title", "Title of " + issue.number() + ", version " + version), "alice");
				}
			}
			if (version % 10 == 0) {
				SANDBOX.github().openIssue(REPOSITORY, "New " + version, null, List.of(), "bob");
			}
			pass(STEP);
		}
		assertThat(succeeded()).as("calls to Jira that succeeded meanwhile").isEmpty();
		assertThat(SANDBOX.calls().count(Upstream.JIRA)).as("calls to Jira in the outage").isBetween(20L, 2000L);
		assertThat(causes()).isEmpty();
		assertThat(errors()).as("attempts used up").isEqualTo(errors);
		SANDBOX.faults().clear();
		pass(STEP);
		awaitSilence();
		assertThat(causes()).isEmpty();
		assertThat(errors()).as("attempts used up").isEqualTo(errors);
		assertThat(SANDBOX.jira().issues()).extracting((issue) -> issue.summary())
			.containsExactlyInAnyOrderElementsOf(
					SANDBOX.github().issues().stream().map(SandboxGitHubIssue::title).toList());
		Map<String, Integer> newest = new HashMap<>();
		for (Call call : succeeded()) {
			Matcher matcher = VERSION.matcher(call.body());
			if (matcher.find()) {
				int written = Integer.parseInt(matcher.group(2));
				assertThat(written).as("order of " + call)
					.isGreaterThanOrEqualTo(newest.getOrDefault(matcher.group(1), 0));
				newest.put(matcher.group(1), written);
			}
		}
		assertThat(newest).hasSizeGreaterThanOrEqualTo(ISSUES);
	}

	/** Lets time pass for everything that goes by it, and Jira be tried. */
	private void pass(Duration time) {
		// A lease must not be over because time is moved.
		await().until(() -> this.queue.counts().active() == 0);
		long before = SANDBOX.calls().count(Upstream.JIRA);
		Clocks.AHEAD.updateAndGet((ahead) -> ahead.plus(time));
		forgetHolds();
		RedisTime.advance(this.redis, "{gjs:0}", time);
		await().until(() -> {
			this.redis.convertAndSend("gjs:wake", "");
			return SANDBOX.calls().count(Upstream.JIRA) > before && this.queue.counts().active() == 0;
		});
	}

	/** They expire by Redis's own clock, which cannot be moved. */
	private void forgetHolds() {
		Set<String> holds = this.redis.keys("{gjs:limit:*}:f:*");
		if (holds != null && !holds.isEmpty()) {
			this.redis.delete(holds);
		}
	}

	private static List<Call> succeeded() {
		List<Call> calls = new ArrayList<>(SANDBOX.calls().recent());
		calls.removeIf((call) -> call.upstream() != Upstream.JIRA || call.status() == 0 || call.status() >= 300
				|| call.method().equals("GET"));
		return calls;
	}

	private double errors() {
		return this.meters.find("github.jira.sync.errors").counters().stream().mapToDouble(Counter::count).sum();
	}

}
