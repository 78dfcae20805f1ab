package io.github.githubjirasync.ratelimit.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Notice;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Budgets in a real Redis: what they keep over the contract.
 */
class RedisBudgetsIntegrationTests extends BudgetsContract {

	private static final LettuceConnectionFactory CONNECTIONS = connect(TestServers.redisUrl());

	private final Budgets budgets = new RedisBudgets(CONNECTIONS, Duration.ofSeconds(5));

	@AfterAll
	static void disconnect() {
		CONNECTIONS.destroy();
	}

	@BeforeEach
	void flush() {
		try (RedisConnection connection = CONNECTIONS.getConnection()) {
			connection.serverCommands().flushAll();
			connection.scriptingCommands().scriptFlush();
		}
		// What is told first is told later, since Redis has to learn the script.
		this.budgets.tell("other", List.of(new Notice.Hold("h", Duration.ofMinutes(1))));
		Awaitility.await().until(() -> !this.budgets.draw("other", List.of(new Draw.Free("h"))).granted());
	}

	@Override
	Budgets budgets() {
		return this.budgets;
	}

	@Test
	void whoeverWaitsForATurnGetsOneOfHisOwn() {
		assertThat(turn("one").granted()).isTrue();
		tell(new Notice.TurnEnded("t", "one"));
		assertThat(turn("two").delay()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
		assertThat(turn("three").delay()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
		assertThat(turn("two").delay()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
		assertThat(turn("three").delay()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
		assertThat(turn("").delay()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
		assertThat(turn("").delay()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
	}

	@Test
	void whoeverHadTheLastTurnGoesOnBeforeThoseWhoWait() {
		assertThat(turn("one").granted()).isTrue();
		tell(new Notice.TurnEnded("t", "one"));
		turn("two");
		turn("three");
		assertThat(turn("one").delay()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
	}

	@Test
	void keptTurnsComeInTheirOrder() {
		Duration spacing = Duration.ofMillis(40);
		assertThat(draw(new Draw.Turn("q", spacing, Duration.ofMillis(1), "first")).granted()).isTrue();
		for (int i = 0; i < 5; i++) {
			Duration wait = draw(new Draw.Turn("q", spacing, Duration.ofMillis(1), "h" + i)).delay();
			assertThat(wait).isLessThanOrEqualTo(spacing.multipliedBy(i + 1));
		}
		for (int i = 0; i < 5; i++) {
			Draw mine = new Draw.Turn("q", spacing, Duration.ofMillis(1), "h" + i);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(2))
				.atMost(Duration.ofSeconds(5))
				.until(() -> draw(mine).granted());
		}
	}

	@Test
	void everyKeyOfAnAccountSharesItsTagAndExpires() {
		tell(new Notice.Hold("h", Duration.ofMinutes(1)), new Notice.Left("q", 10, Duration.ofMinutes(1)));
		Awaitility.await().until(() -> !draw(new Draw.Free("h")).granted());
		draw(new Draw.Window("w", TEN_A_MINUTE, 1), new Draw.Quota("q", 1), new Draw.Place("p", 1, LEASE, "x"),
				new Draw.Turn("t", Duration.ofSeconds(1), LEASE, "x"));
		draw(new Draw.Turn("t", Duration.ofSeconds(1), LEASE, "y"));
		try (RedisConnection connection = CONNECTIONS.getConnection()) {
			assertThat(connection.keyCommands().keys("{gjs:limit:a}*".getBytes())).hasSizeGreaterThan(4)
				.allSatisfy((key) -> {
					assertThat(connection.keyCommands().pTtl(key)).as(new String(key)).isPositive();
				});
			assertThat(connection.keyCommands().keys("*".getBytes()))
				.allSatisfy((key) -> assertThat(new String(key)).startsWith("{gjs:limit:"));
		}
	}

	@Test
	void ownCountStandsInWhileRedisIsAwayAndEndsWithIt() {
		RedisProcess redis = RedisProcess.start();
		LettuceConnectionFactory connections = connect(redis.url());
		try {
			Budgets both = new FallbackBudgets(new RedisBudgets(connections, Duration.ofMillis(200)),
					new LocalBudgets(Clock.systemUTC(), 0.2), Clock.systemUTC());
			Draw window = new Draw.Window("w", TEN_A_MINUTE, 1);
			assertThat(both.draw("a", List.of(window)).left()).containsExactly(9L);
			redis.kill();
			assertThat(both.draw("a", List.of(window)).granted()).isTrue();
			assertThat(both.draw("a", List.of(window)).granted()).isFalse();
			redis.restart();
			Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> both.draw("a", List.of(window)).granted());
		}
		finally {
			connections.destroy();
			redis.kill();
		}
	}

	private static LettuceConnectionFactory connect(String url) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				LettuceConnectionFactory.createRedisConfiguration(url));
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

}
