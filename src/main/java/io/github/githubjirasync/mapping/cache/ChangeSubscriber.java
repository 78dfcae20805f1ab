package io.github.githubjirasync.mapping.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
 * them. The client subscribes again by itself after a lost connection; since messages
 * were lost with it, everything is forgotten then. Unlike Spring's listener container it
 * lets the service start while Redis is away.
 */
final class ChangeSubscriber implements SmartLifecycle, MessageListener, SubscriptionListener {

	private static final Logger logger = LoggerFactory.getLogger(ChangeSubscriber.class);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final CacheConnections connections;

	private final LocalIssueMappings local;

	private @Nullable ScheduledExecutorService retries;

	private @Nullable RedisConnection connection;

	ChangeSubscriber(CacheConnections connections, LocalIssueMappings local) {
		this.connections = connections;
		this.local = local;
	}

	@Override
	public synchronized void start() {
		this.retries = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "mapping-cache-subscriber");
			thread.setDaemon(true);
			return thread;
		});
		subscribe();
	}

	@Override
	public synchronized void stop() {
		if (this.retries != null) {
			this.retries.shutdownNow();
			this.retries = null;
		}
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.retries != null;
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

	private synchronized void subscribe() {
		ScheduledExecutorService retries = this.retries;
		if (retries == null) {
			return;
		}
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
			retries.schedule(this::subscribe, RETRY.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

}
