package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Replaces connections that died without a word: they never answer again, and nobody
 * closes them. On a cluster they all are replaced together, and what is on its way fails,
 * so first a new connection to the node must be answered, and the former one not even
 * then; a node that is or was away itself is no reason. Safe for use by many threads.
 */
final class StaleConnections {

	private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final LettuceConnectionFactory connections;

	private final AtomicLong nextCheck = new AtomicLong(System.nanoTime());

	StaleConnections(LettuceConnectionFactory connections) {
		this.connections = connections;
	}

	/**
	 * A command was not answered in time, or by a server that is no master any more.
	 * @param key a key that leads to the node
	 */
	void replace(byte[] key) {
		if (!this.connections.isClusterAware()) {
			this.connections.resetConnection();
			return;
		}
		long next = this.nextCheck.get();
		long now = System.nanoTime();
		if (now - next >= 0 && this.nextCheck.compareAndSet(next, now + BETWEEN_CHECKS.toNanos())) {
			FanOut.start(() -> check(key));
		}
	}

	/** Returns whether the connections were replaced. */
	private boolean check(byte[] key) {
		RedisClusterClient client = (RedisClusterClient) this.connections.getRequiredNativeClient();
		try (StatefulRedisClusterConnection<byte[], byte[]> fresh = client.connect(ByteArrayCodec.INSTANCE)) {
			fresh.setTimeout(LIMIT);
			fresh.sync().exists(key);
		}
		catch (RedisException ex) {
			return false;
		}
		if (answers(key)) {
			return false;
		}
		this.connections.resetConnection();
		return true;
	}

	/** Whether the connection that is in use is answered. */
	@SuppressWarnings("unchecked")
	private boolean answers(byte[] key) {
		try (RedisConnection connection = this.connections.getConnection()) {
			((RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection()).exists(key)
				.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (RedisException | DataAccessException | ExecutionException | TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}
