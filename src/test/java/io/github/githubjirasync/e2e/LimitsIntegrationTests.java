package io.github.githubjirasync.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.sandbox.LimitRules;
import io.github.githubjirasync.upstream.Upstream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many jobs at once against upstreams that refuse what is beyond their limits. The limits
 * are smaller in time than those that the vendors document, so that they bind within
 * seconds. With {@code -Dlimits.scale=4} there are four times as many jobs.
 */
@Tag("long")
class LimitsIntegrationTests extends EndToEnd {

	private static final int SCALE = Integer.getInteger("limits.scale", 1);

	private static final int FROM_GITHUB = 200 * SCALE;

	private static final int FROM_JIRA = 80 * SCALE;

	private static final int COMMENTS = 120;

	private static final int ISSUES_WITH_COMMENTS = 2;

	private static final LimitRules RULES = new LimitRules(20_000, 900, 20, 100, true, 200, 100, 20, 100,
			new LimitRules.Windows(Duration.ofMinutes(2), Duration.ofMillis(600), Duration.ofSeconds(1),
					Duration.ofMillis(500), Duration.ofSeconds(3)));

	@Autowired
	private MeterRegistry meters;

	@Test
	void thousandJobsAreAppliedWithoutARefusal() {
		double jobs = jobs();
		double errors = errors();
		Instant start = Instant.now();
		SANDBOX.limits().enforce(RULES);
		for (int i = 1; i <= ISSUES_WITH_COMMENTS; i++) {
			SANDBOX.github().openIssue(REPOSITORY, "Talk " + i, null, List.of(), "alice");
		}
		for (int i = 1; i <= Math.max(FROM_GITHUB, COMMENTS); i++) {
			if (i <= COMMENTS) {
				SANDBOX.github().comment(REPOSITORY, 1 + i % ISSUES_WITH_COMMENTS, "Comment " + i, "alice");
			}
			if (i <= FROM_GITHUB) {
				SANDBOX.github().openIssue(REPOSITORY, "From GitHub " + i, null, List.of(), "alice");
			}
			if (i <= FROM_JIRA) {
				SANDBOX.jira().createIssue(PROJECT, "From Jira " + i, null, List.of(), "bob");
			}
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(60L * SCALE))
			.pollInterval(Duration.ofMillis(200))
			.until(() -> SANDBOX.jira().issues().size() == ISSUES_WITH_COMMENTS + FROM_GITHUB + FROM_JIRA
					&& SANDBOX.github().issues().size() == ISSUES_WITH_COMMENTS + FROM_GITHUB + FROM_JIRA
					&& this.queue.counts().delayed() == 0);
		awaitQuiet();
		System.out.printf("limits: %.0f jobs in %.1f s, %d calls to GitHub, %d to Jira, refused %s%n", jobs() - jobs,
				Duration.between(start, Instant.now()).toMillis() / (double) TimeUnit.SECONDS.toMillis(1),
				SANDBOX.calls().count(Upstream.GITHUB), SANDBOX.calls().count(Upstream.JIRA),
				SANDBOX.limits().refusals());
		assertThat(SANDBOX.limits().refusals()).isEmpty();
		assertThat(SANDBOX.limits().mostGitHubWritesAtOnce()).isEqualTo(1);
		assertThat(causes()).isEmpty();
		assertThat(errors() - errors).as("attempts used up").isZero();
		assertThat(jobs() - jobs).as("jobs").isGreaterThanOrEqualTo(1000);
		assertThat(SANDBOX.jira().issues().stream().mapToInt((issue) -> issue.comments().size()).sum())
			.isEqualTo(COMMENTS);
		assertThat(SANDBOX.jira().issues()).extracting((issue) -> issue.summary()).doesNotHaveDuplicates();
		assertThat(SANDBOX.github().issues()).extracting((issue) -> issue.title()).doesNotHaveDuplicates();
	}

	/** Those that came to an end. */
	private double jobs() {
		return this.meters.find("github.jira.sync.jobs")
			.counters()
			.stream()
			.filter((counter) -> List.of("done", "ignored").contains(counter.getId().getTag("outcome")))
			.mapToDouble(Counter::count)
			.sum();
	}

	private double errors() {
		return this.meters.find("github.jira.sync.errors").counters().stream().mapToDouble(Counter::count).sum();
	}

}
