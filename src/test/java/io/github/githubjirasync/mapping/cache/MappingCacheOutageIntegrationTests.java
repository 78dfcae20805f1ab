package io.github.githubjirasync.mapping.cache;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Mappings;
import io.github.githubjirasync.mapping.Race;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TcpProxy;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the caches while their Redis is away or hangs. Redis is away when the
 * instances start.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class MappingCacheOutageIntegrationTests {

	private static final String TIMEOUT = "github-jira-sync.mapping.cache.redis-timeout=500ms";

	private static RedisProcess redis;

	private static String database;

	private static MappingInstance here;

	private static MappingInstance there;

	@BeforeAll
	static void start() {
		redis = RedisProcess.start();
		redis.stop();
		database = TestServers.newDatabase();
		here = MappingInstance.start(database, redis.url(), TIMEOUT);
		there = MappingInstance.start(database, redis.url(), TIMEOUT);
	}

	@AfterAll
	static void stop() {
		here.close();
		there.close();
		redis.close();
	}

	@Test
	void instanceThatStartedWithoutRedisUsesItOnceItIsThere() {
		bringUp();
		GitHubSide github = Mappings.newGitHubSide();
		assertThat(there.issues().findByGitHubIssue(github.issueId())).isEmpty();
		IssueMapping mapping = here.issues().claim("widgets", github).mapping();
		awaitThat(there, github.issueId(), mapping);
	}

	@Test
	void killedRedisCostsQueriesOnlyAndIsWarnedOfOnce(CapturedOutput output) throws Exception {
		bringUp();
		GitHubSide github = Mappings.newGitHubSide();
		IssueMapping mapping = here.issues().claim("widgets", github).mapping();
		redis.kill();
		int logged = output.getAll().length();
		for (int i = 0; i < 20; i++) {
			here.bean(LocalIssueMappings.class).forgetAll();
			assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(mapping);
		}
		IssueMapping saved = here.issues().save(mapping);
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(saved);
		assertThat(output.getAll().substring(logged)).containsOnlyOnce("Redis does not serve the cache of mappings");
		long errors = here.count("l2", "error");
		assertThat(errors).isGreaterThanOrEqualTo(20);
		bringUp();
		here.bean(LocalIssueMappings.class).forgetAll();
		long hits = here.count("l2", "hit");
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(saved);
		here.bean(LocalIssueMappings.class).forgetAll();
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(saved);
		assertThat(here.count("l2", "hit")).isGreaterThan(hits);
	}

	@Test
	void changeThatRedisMissedIsNotFoundInItAfterwards() {
		bringUp();
		GitHubSide github = Mappings.newGitHubSide();
		IssueMapping old = here.issues().claim("widgets", github).mapping();
		assertThat(there.issues().findByGitHubIssue(github.issueId())).contains(old);
		redis.stop();
		IssueMapping saved = here.issues().save(old);
		bringUp();
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(saved);
		assertThat(here.issues().findByGitHubIssue(Mappings.newId())).isEmpty();
		awaitThat(there, github.issueId(), saved);
	}

	@Test
	void hangingRedisHoldsUpFewReadsAndBriefly() throws Exception {
		bringUp();
		GitHubSide github = Mappings.newGitHubSide();
		IssueMapping mapping = here.issues().claim("widgets", github).mapping();
		signal("STOP");
		try {
			long begin = System.nanoTime();
			for (int i = 0; i < 20; i++) {
				here.bean(LocalIssueMappings.class).forgetAll();
				assertThat(Race.run(4, () -> here.issues().findByGitHubIssue(github.issueId())))
					.containsOnly(Optional.of(mapping));
			}
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
		}
		finally {
			signal("CONT");
		}
	}

	@Test
	void connectionsThatDiedWithoutAWordAreReplaced() {
		bringUp();
		try (TcpProxy network = new TcpProxy(URI.create(redis.url()).getPort());
				MappingInstance far = MappingInstance.start(database, network.redisUrl(), TIMEOUT)) {
			awaitAnswer(far);
			awaitSubscription(far, here);
			network.forgetConnections();
			awaitSubscription(far, here);
			awaitAnswer(far);
		}
	}

	/** Has Redis running and both instances using it. */
	private static void bringUp() {
		if (!redis.running()) {
			redis.restart();
		}
		awaitAnswer(here);
		awaitAnswer(there);
		awaitSubscription(here, there);
		awaitSubscription(there, here);
	}

	private static void awaitAnswer(MappingInstance instance) {
		await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50)).until(() -> {
			instance.ticker().advance(RedisOutage.PAUSE);
			long answers = instance.count("l2", "miss");
			instance.issues().findByGitHubIssue(Mappings.newId());
			return instance.count("l2", "miss") > answers;
		});
	}

	/** An instance hears messages when it forgets an absence that it was told to. */
	private static void awaitSubscription(MappingInstance instance, MappingInstance other) {
		await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50)).until(() -> {
			GitHubSide probe = Mappings.newGitHubSide();
			instance.issues().findByGitHubIssue(probe.issueId());
			other.issues().claim("widgets", probe);
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
			while (System.nanoTime() < deadline) {
				if (instance.issues().findByGitHubIssue(probe.issueId()).isPresent()) {
					return true;
				}
				Thread.onSpinWait();
			}
			return false;
		});
	}

	private static void signal(String name) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid())).start();
		assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
		assertThat(kill.exitValue()).isZero();
	}

	private static void awaitThat(MappingInstance instance, long githubIssue, IssueMapping expected) {
		await().atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(instance.issues().findByGitHubIssue(githubIssue)).contains(expected));
	}

}
