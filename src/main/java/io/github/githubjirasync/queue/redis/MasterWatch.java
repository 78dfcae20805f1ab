package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Listens to the sentinels, and leaves a master that they have replaced. One that died is
 * left anyway; but one that lives, and that they took for dead or were told to replace,
 * keeps its connections until they make it a replica some eight seconds later, and what
 * it takes until then is lost. All instances hear of it at the same time, so that no job
 * is enqueued where no worker is any more. Without sentinels there is nothing to do.
 */
final class MasterWatch implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(MasterWatch.class);

	private static final byte[] SWITCHES = "+switch-master".getBytes(StandardCharsets.UTF_8);

	/** Names a process of Redis; no two have the same. */
	private static final String RUN_ID = "run_id";

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final LettuceConnectionFactory connections;

	private final Runnable left;

	private final List<Runnable> ends = new ArrayList<>();

	private @Nullable ScheduledExecutorService checks;

	/**
	 * A watch.
	 * @param connections replaced when they lead to a former master
	 * @param left called when there may be a new master; what has a connection of its own
	 * renews it
	 */
	MasterWatch(RedisConnectionFactory connections, Runnable left) {
		this.connections = (LettuceConnectionFactory) connections;
		this.left = left;
	}

	@Override
	public synchronized void start() {
		RedisSentinelConfiguration sentinels = this.connections.getSentinelConfiguration();
		if (sentinels == null) {
			return;
		}
		ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread created = new Thread(task, "queue-master-watch");
			created.setDaemon(true);
			return created;
		});
		this.checks = thread;
		for (RedisNode sentinel : sentinels.getSentinels()) {
			LettuceConnectionFactory factory = factory(sentinels, sentinel);
			Runnable check = () -> thread.execute(this::check);
			Subscription subscription = new Subscription(factory, (message, pattern) -> check.run(), check, SWITCHES);
			this.ends.add(() -> {
				subscription.close();
				factory.destroy();
			});
		}
	}

	private LettuceConnectionFactory factory(RedisSentinelConfiguration sentinels, RedisNode sentinel) {
		RedisStandaloneConfiguration server = new RedisStandaloneConfiguration(
				Objects.requireNonNull(sentinel.getHost()), Objects.requireNonNull(sentinel.getPort()));
		server.setUsername(sentinels.getSentinelUsername());
		server.setPassword(sentinels.getSentinelPassword());
		LettuceConnectionFactory factory = new LettuceConnectionFactory(server,
				this.connections.getClientConfiguration());
		factory.afterPropertiesSet();
		return factory;
	}

	/** Leaves the server that the connections lead to, if new ones lead elsewhere. */
	private void check() {
		try {
			String master = askNewConnection();
			if (!master.equals(askConnections())) {
				logger.warn("The sentinels have replaced the master; all connections to the former one are, too");
				this.connections.resetConnection();
			}
			this.left.run();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not see who the master is; trying again", ex);
			checkAgain();
		}
	}

	private synchronized void checkAgain() {
		if (this.checks != null) {
			this.checks.schedule(this::check, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private String askNewConnection() {
		RedisClient client = (RedisClient) this.connections.getRequiredNativeClient();
		try (StatefulRedisConnection<String, String> fresh = client.connect(StringCodec.UTF8)) {
			fresh.setTimeout(LIMIT);
			return fresh.sync()
				.info("server")
				.lines()
				.filter((line) -> line.startsWith(RUN_ID + ":"))
				.map((line) -> line.substring(RUN_ID.length() + 1))
				.findFirst()
				.orElse("");
		}
	}

	/** Returns nothing if the server does not answer. */
	private @Nullable String askConnections() {
		try (RedisConnection connection = this.connections.getConnection()) {
			Properties server = Objects.requireNonNull(connection.serverCommands().info("server"));
			return server.getProperty(RUN_ID);
		}
		catch (DataAccessException ex) {
			return null;
		}
	}

	/** Before the connections end. */
	@Override
	public synchronized void stop() {
		if (this.checks == null) {
			return;
		}
		this.ends.forEach(Runnable::run);
		this.ends.clear();
		this.checks.shutdownNow();
		this.checks = null;
	}

	@Override
	public synchronized boolean isRunning() {
		return this.checks != null;
	}

}
