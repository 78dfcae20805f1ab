package io.github.githubjirasync.testing;

import java.util.Objects;
import java.util.stream.Stream;

import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.queue.QueueProperties;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The queue as the service wires it, on a real Redis, without the rest of the service.
 */
public final class TestQueues {

	private TestQueues() {
	}

	/**
	 * An empty queue on the shared Redis.
	 * @param properties properties such as {@code github-jira-sync.queue.lease=1s}
	 * @return the queue; to be closed
	 */
	public static Instance fresh(String... properties) {
		Instance instance = on(TestServers.redisUrl(), properties);
		instance.flush();
		return instance;
	}

	/**
	 * The queue on a Redis, with what is in it.
	 * @param redisUrl its {@code redis://} URL
	 * @param properties properties such as {@code github-jira-sync.queue.lease=1s}
	 * @return the queue; to be closed
	 */
	public static Instance on(String redisUrl, String... properties) {
		return wired("spring.data.redis.url=" + redisUrl, properties);
	}

	/**
	 * An empty queue on a cluster.
	 * @param cluster the cluster
	 * @param properties properties such as {@code github-jira-sync.queue.partitions=4}
	 * @return the queue; to be closed
	 */
	public static Instance freshOn(RedisCluster cluster, String... properties) {
		Instance instance = on(cluster, properties);
		instance.flush();
		return instance;
	}

	/**
	 * The queue on a cluster, with what is in it.
	 * @param cluster the cluster
	 * @param properties properties such as {@code github-jira-sync.queue.partitions=4}
	 * @return the queue; to be closed
	 */
	public static Instance on(RedisCluster cluster, String... properties) {
		return wired("spring.data.redis.cluster.nodes=" + cluster.addresses(), properties);
	}

	/**
	 * The queue on a master that sentinels watch, with what is in it.
	 * @param sentinels the sentinels
	 * @param properties properties such as {@code github-jira-sync.queue.lease=1s}
	 * @return the queue; to be closed
	 */
	public static Instance on(RedisSentinels sentinels, String... properties) {
		return wired("spring.data.redis.sentinel.nodes=" + sentinels.addresses(),
				Stream
					.concat(Stream.of(properties),
							Stream.of("spring.data.redis.sentinel.master=" + RedisSentinels.MASTER))
					.toArray(String[]::new));
	}

	private static Instance wired(String redis, String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		new ConfigDataApplicationContextInitializer().initialize(context);
		TestPropertyValues.of(properties).and(redis).applyTo(context);
		context.register(Wiring.class);
		context.refresh();
		return new Instance(context);
	}

	/** A wired queue. */
	public static final class Instance implements AutoCloseable {

		private final AnnotationConfigApplicationContext context;

		private Instance(AnnotationConfigApplicationContext context) {
			this.context = context;
		}

		public JobQueue queue() {
			return this.context.getBean(JobQueue.class);
		}

		public DeadLetters deadLetters() {
			return this.context.getBean(DeadLetters.class);
		}

		public QueueControl control() {
			return this.context.getBean(QueueControl.class);
		}

		public JobLookup lookup() {
			return this.context.getBean(JobLookup.class);
		}

		public RedisConnectionFactory connections() {
			return this.context.getBean(RedisConnectionFactory.class);
		}

		/**
		 * Any other part of the wiring.
		 * @param type its type
		 * @param <T> its type
		 * @return the only bean of that type
		 */
		public <T> T bean(Class<T> type) {
			return this.context.getBean(type);
		}

		/** Empties the whole Redis. */
		public void flush() {
			try (RedisConnection connection = connections().getConnection()) {
				connection.serverCommands().flushAll();
			}
		}

		public StringRedisTemplate redis() {
			return this.context.getBean(StringRedisTemplate.class);
		}

		/** Lets all leases of the first partition expire at once. */
		public void expireLeases() {
			Objects.requireNonNull(redis().opsForZSet().range("{gjs:0}:active", 0, -1))
				.forEach((id) -> redis().opsForZSet().add("{gjs:0}:active", id, 1));
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

	@EnableConfigurationProperties(QueueProperties.class)
	@ComponentScan("io.github.githubjirasync.queue.redis")
	@ImportAutoConfiguration(RedisAutoConfiguration.class)
	static class Wiring {

	}

}
