package io.github.githubjirasync.e2e;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.github.githubjirasync.GitHubJiraSyncApplication;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.sandbox.Call;
import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestServers;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running service that all end-to-end tests share, as the one-command start runs it,
 * but quicker to try again. Its Redis is its own, since it goes on working after its
 * tests have ended.
 */
@SpringBootTest(classes = GitHubJiraSyncApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "github-jira-sync.ops.users[0].name=operator",
				"github-jira-sync.ops.users[0].password={noop}operator", "github-jira-sync.ops.users[0].role=operator",
				"github-jira-sync.ops.users[1].name=viewer", "github-jira-sync.ops.users[1].password={noop}viewer",
				"github-jira-sync.ops.users[1].role=viewer" })
@ActiveProfiles({ "sandbox", "sandbox-github", "sandbox-jira", "e2e" })
@AutoConfigureObservability(tracing = false)
@Import(EndToEnd.Clocks.class)
abstract class EndToEnd {

	/** The repository in which issues that begin in Jira are opened. */
	static final String REPOSITORY = "acme/widgets";

	/** The project in which issues that begin on GitHub are created. */
	static final String PROJECT = "SBX";

	/** A header: how many milliseconds late a request leaves its thread. */
	static final String LATE_END = "X-Late-End";

	static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.defaults()
		.searchLag(Duration.ofMillis(300))
		.jiraRetryDelay(Duration.ofMillis(200))
		.kept(20_000));

	// A disk that is busy must not make Redis pause for longer than its clients wait.
	static final RedisProcess REDIS = RedisProcess.start("--appendfsync", "no");

	static final String DATABASE = TestServers.newDatabase();

	@Autowired
	JobQueue queue;

	@Autowired
	DeadLetters deadLetters;

	@LocalServerPort
	int port;

	@LocalManagementPort
	int managementPort;

	private int seenCalls;

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> DATABASE);
		registry.add("spring.data.redis.url", REDIS::url);
		registry.add("sandbox.github-url", SANDBOX::githubUrl);
		registry.add("sandbox.jira-url", SANDBOX::jiraUrl);
	}

	@BeforeEach
	void startAnew() {
		SANDBOX.deliverTo(URI.create("http://localhost:" + this.port));
		awaitQuiet();
		this.deadLetters.list(0, 500).forEach((letter) -> this.deadLetters.discard(letter.job().id()));
		SANDBOX.reset();
		this.seenCalls = 0;
	}

	@AfterEach
	void callsAreAsTheVendorsDescribeThem() {
		assertThat(VendorCheck.violations(SANDBOX.calls().recent())).isEmpty();
	}

	static ConditionFactory await() {
		return Quiet.await();
	}

	void awaitQuiet() {
		new Quiet(this.queue, SANDBOX).awaitQuiet();
	}

	void awaitSilence() {
		new Quiet(this.queue, SANDBOX).awaitSilence();
	}

	/**
	 * What the service changed on either side since this was last asked.
	 * @return for example {@code Jira POST /issue}, in order
	 */
	List<String> newWrites() {
		List<Call> calls = SANDBOX.calls().recent();
		List<String> writes = calls.subList(this.seenCalls, calls.size())
			.stream()
			.filter((call) -> !call.method().equals("GET") && !call.endpoint().equals("/search/jql"))
			.map((call) -> call.upstream() + " " + call.method() + " " + call.endpoint())
			.toList();
		this.seenCalls = calls.size();
		return writes;
	}

	List<DeadLetter> dead() {
		return this.deadLetters.list(0, 500);
	}

	/** Why each dead letter died, newest first. */
	List<String> causes() {
		List<String> causes = new ArrayList<>();
		dead().forEach((letter) -> causes.add(letter.failures().get(letter.failures().size() - 1).cause()));
		return causes;
	}

	static SandboxGitHubIssue onlyGitHubIssue() {
		assertThat(SANDBOX.github().issues()).hasSize(1);
		return SANDBOX.github().issues().get(0);
	}

	static SandboxJiraIssue onlyJiraIssue() {
		assertThat(SANDBOX.jira().issues()).hasSize(1);
		return SANDBOX.jira().issues().get(0);
	}

	static String descriptionOf(SandboxJiraIssue issue) {
		return Objects.requireNonNull(issue.descriptionAdf()).toString();
	}

	/** The time of the clients and of what they lead to. */
	static final class Clocks {

		/** As far ahead as a test has moved it. */
		static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

		@Bean
		Clock clock() {
			return new Clock() {

				@Override
				public Instant instant() {
					return Instant.now().plus(AHEAD.get());
				}

				@Override
				public ZoneId getZone() {
					return ZoneOffset.UTC;
				}

				@Override
				public Clock withZone(ZoneId zone) {
					return this;
				}

			};
		}

		@Bean
		FilterRegistrationBean<Filter> lateEnd() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				chain.doFilter(request, response);
				String late = ((HttpServletRequest) request).getHeader(LATE_END);
				if (late != null) {
					LockSupport.parkNanos(Duration.ofMillis(Long.parseLong(late)).toNanos());
				}
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
			return registration;
		}

	}

}
