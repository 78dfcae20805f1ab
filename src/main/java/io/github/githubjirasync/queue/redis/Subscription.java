package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * A subscription that is there whenever Redis is. It is pinged: nothing else is ever sent
 * on its connection, so one that died without a word would never be missed, while Redis
 * went on sending messages into it. Messages may be lost before that is noticed, within
 * two seconds; it is told when the subscription is there again.
 */
final class Subscription implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Subscription.class);

	private static final Duration BETWEEN_PINGS = Duration.ofSeconds(1);

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final RedisConnectionFactory connections;

	private final MessageListener listener;

	private final Runnable renewed;

	private final byte[][] channels;

	private final ScheduledExecutorService pings;

	private volatile @Nullable RedisConnection connection;

	private boolean closed;

	/**
	 * Subscribes, if Redis answers, else soon after it does.
	 * @param listener told the messages, on the thread that reads them
	 * @param renewed called when messages may have been missed and now come again
	 * @param channels the channels
	 */
	Subscription(RedisConnectionFactory connections, MessageListener listener, Runnable renewed, byte[]... channels) {
		this.connections = connections;
		this.listener = listener;
		this.renewed = renewed;
		this.channels = channels;
		this.pings = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "queue-subscription");
			thread.setDaemon(true);
			return thread;
		});
		subscribe();
		this.pings.scheduleWithFixedDelay(this::check, BETWEEN_PINGS.toMillis(), BETWEEN_PINGS.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void check() {
		try {
			RedisConnection current = this.connection;
			if (current != null && !answers(current)) {
				logger.warn("A connection on which Redis sends messages does not answer; a new one is made");
				drop(current);
			}
			if (this.connection == null && subscribe()) {
				this.renewed.run();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.warn("A connection on which Redis sends messages could not be checked; trying again", ex);
		}
	}

	private static boolean answers(RedisConnection connection) throws InterruptedException {
		return isDone(connection, RedisPubSubAsyncCommands::ping);
	}

	private static boolean isDone(RedisConnection connection,
			Function<RedisPubSubAsyncCommands<?, ?>, Future<?>> command) throws InterruptedException {
		if (!(connection.getNativeConnection() instanceof RedisPubSubAsyncCommands<?, ?> commands)) {
			return false;
		}
		try {
			command.apply(commands).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (RedisException | ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	private boolean subscribe() {
		RedisConnection fresh = null;
		try {
			fresh = this.connections.getConnection();
			fresh.subscribe(this.listener, this.channels);
			return keep(fresh);
		}
		catch (DataAccessException ex) {
			logger.debug("Could not subscribe to messages of Redis; trying again", ex);
			if (fresh != null) {
				fresh.close();
			}
			return false;
		}
	}

	private synchronized boolean keep(RedisConnection fresh) {
		if (this.closed) {
			fresh.close();
			return false;
		}
		this.connection = fresh;
		return true;
	}

	private synchronized void drop(RedisConnection dead) {
		if (this.connection == dead) {
			this.connection = null;
			dead.close();
		}
	}

	/** Its server is to be left: the next check makes a new connection. */
	void renew() {
		RedisConnection former = this.connection;
		if (former != null) {
			drop(former);
		}
	}

	/** Ends once Redis knows that nobody listens here any more, if it answers. */
	@Override
	public void close() {
		this.pings.shutdownNow();
		RedisConnection last;
		synchronized (this) {
			this.closed = true;
			last = this.connection;
		}
		if (last == null) {
			return;
		}
		try {
			isDone(last, (commands) -> commands.unsubscribe());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			drop(last);
		}
	}

}
