package io.github.githubjirasync.mapping.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.SubscriptionListener;

/**
 * Hears of the changes that any instance made, and has this instance's memory forget
 * them. The client subscribes again by itself after a lost connection, and one that does
 * not answer a ping is replaced; since messages were lost with it, everything is
 * forgotten then. Unlike Spring's listener container it lets the service start while
 * Redis is away, and notices a connection that died without a word.
 */
final class ChangeSubscriber implements SmartLifecycle, MessageListener, SubscriptionListener {

	private static final Logger logger = LoggerFactory.getLogger(ChangeSubscriber.class);

	private static final Duration BETWEEN_PINGS = Duration.ofSeconds(1);

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final CacheConnections connections;

	private final LocalIssueMappings local;

	private @Nullable ScheduledExecutorService pings;

	private @Nullable RedisConnection connection;

	ChangeSubscriber(CacheConnections connections, LocalIssueMappings local) {
		this.connections = connections;
		this.local = local;
	}

	@Override
	public synchronized void start() {
		this.pings = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "mapping-cache-subscriber");
			thread.setDaemon(true);
			return thread;
		});
		subscribe();
		this.pings.scheduleWithFixedDelay(this::check, BETWEEN_PINGS.toMillis(), BETWEEN_PINGS.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	@Override
	public synchronized void stop() {
		if (this.pings != null) {
			this.pings.shutdownNow();
			this.pings = null;
		}
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.pings != null;
	}

	@Override
	public void onMessage(Message message, byte @Nullable [] pattern) {
		String keys = new String(message.getBody(), StandardCharsets.UTF_8);
		try {
			this.local.forget(Arrays.stream(keys.split(" ")).map(MappingKey::parse).toList());
		}
		catch (IllegalArgumentException ex) {
			logger.warn("Unreadable message of a changed mapping; all cached mappings of this instance are dropped",
					ex);
			this.local.forgetAll();
		}
	}

	@Override
	public void onChannelSubscribed(byte[] channel, long count) {
		this.local.forgetAll();
	}

	private synchronized void check() {
		if (this.pings == null) {
			return;
		}
		try {
			if (this.connection != null && !answers(this.connection)) {
				this.connection.close();
				this.connection = null;
			}
			if (this.connection == null) {
				subscribe();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.warn("The connection that tells of changed mappings could not be checked; trying again", ex);
		}
	}

	private static boolean answers(RedisConnection connection) throws InterruptedException {
		if (!(connection.getNativeConnection() instanceof RedisPubSubAsyncCommands<?, ?> commands)) {
			return false;
		}
		try {
			commands.ping().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (RedisException | ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	private void subscribe() {
		RedisConnection fresh = null;
		try {
			fresh = this.connections.connect();
			fresh.subscribe(this, RedisEntries.CHANNEL.getBytes(StandardCharsets.UTF_8));
			this.connection = fresh;
		}
		catch (DataAccessException ex) {
			if (fresh != null) {
				fresh.close();
			}
			logger.debug("Could not subscribe to changed mappings; trying again", ex);
		}
	}

}
