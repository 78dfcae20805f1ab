package io.github.githubjirasync.queue.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;

import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.JobQueueContract;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisJobQueue} and {@link RedisDeadLetters} on a real Redis.
 */
class RedisJobQueueIntegrationTests extends JobQueueContract {

	private static LettuceConnectionFactory connections;

	private static StringRedisTemplate redis;

	private RedisJobQueue queue;

	private RedisDeadLetters deadLetters;

	@BeforeAll
	static void connect() {
		URI url = URI.create(TestServers.redisUrl());
		connections = new LettuceConnectionFactory(url.getHost(), url.getPort());
		connections.afterPropertiesSet();
		connections.start();
		redis = new StringRedisTemplate(connections);
	}

	@AfterAll
	static void disconnect() {
		connections.destroy();
	}

	@BeforeEach
	void emptyQueue() {
		Objects.requireNonNull(redis.getConnectionFactory()).getConnection().serverCommands().flushAll();
		QueueProperties properties = properties(0);
		ScriptRunner scripts = new ScriptRunner(connections);
		this.queue = new RedisJobQueue(scripts, properties, new SettlementCodec(new Random(1)));
		this.deadLetters = new RedisDeadLetters(scripts, properties);
	}

	static QueueProperties properties(int ratePerSecond) {
		return new QueueProperties(1, Duration.ofSeconds(10), ratePerSecond, 3, Duration.ofSeconds(60), 3,
				new QueueProperties.BackoffProperties(Duration.ofSeconds(2), Duration.ofMinutes(10), 0), 3, 50, 20,
				Duration.ofHours(24), Duration.ofDays(3));
	}

	@Override
	protected JobQueue queue() {
		return this.queue;
	}

	@Override
	protected DeadLetters deadLetters() {
		return this.deadLetters;
	}

	@Override
	protected void advance(Duration duration) {
		RedisTime.advance(redis, "{gjs:0}", duration);
	}

	@Test
	void scriptsAreSentAgainAfterRedisForgotThem() {
		this.queue.enqueue(job("lane", "1"));
		connections.getConnection().scriptingCommands().scriptFlush();
		assertThat(take(1)).hasSize(1);
	}

	@Test
	void noJobCarriesATimeToLive() {
		this.queue.enqueue(job("lane", "1"));
		this.queue.enqueue(job("lane", "2"));
		take(1);
		assertThat(redis.keys("{gjs:0}:*")).filteredOn((key) -> redis.getExpire(key) >= 0)
			.allMatch((key) -> key.contains(":seen:") || key.endsWith(":limit") || key.endsWith(":idle"));
	}

	@Test
	void rateLimitLetsAFewStartAtOnceAndThenSpacesThem() {
		RedisJobQueue limited = new RedisJobQueue(new ScriptRunner(connections), properties(100),
				new SettlementCodec(new Random(1)));
		for (int i = 0; i < 50; i++) {
			limited.enqueue(job("lane-" + i, "job"));
		}
		int first = limited.exchange(WORKER, java.util.List.of(), 40).leases().size();
		assertThat(first).isEqualTo(3);
		advance(Duration.ofMillis(100));
		assertThat(limited.exchange(WORKER, java.util.List.of(), 40).leases()).hasSize(3);
	}

}
