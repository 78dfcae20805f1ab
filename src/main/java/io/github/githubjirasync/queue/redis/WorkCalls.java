package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.RetryPolicy;
import io.github.githubjirasync.queue.WorkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * Brings calls for work from Redis to idle workers: a call to all on one channel, and
 * leases on a channel of each worker's own. On a cluster leases are not carried, since a
 * script cannot see there whether anybody listens.
 */
final class WorkCalls {

	private static final Logger logger = LoggerFactory.getLogger(WorkCalls.class);

	private static final byte[] EVERYBODY = "gjs:wake".getBytes(StandardCharsets.UTF_8);

	private final RedisConnectionFactory connections;

	private final boolean carryLeases;

	private final RetryPolicy retry;

	private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

	WorkCalls(RedisConnectionFactory connections, boolean carryLeases, RetryPolicy retry) {
		this.connections = connections;
		this.carryLeases = carryLeases;
		this.retry = retry;
	}

	boolean carryLeases() {
		return this.carryLeases;
	}

	/**
	 * Listens for work.
	 * @param partitionCalled told the number of the partition that calls, before the
	 * listener is called
	 */
	AutoCloseable listen(String worker, WorkListener listener, IntConsumer partitionCalled) {
		MessageListener messages = (message, pattern) -> {
			try {
				hear(message, listener, partitionCalled);
			}
			catch (RuntimeException ex) {
				logger.warn("A call for work on {} was not understood", text(message.getChannel()), ex);
			}
		};
		Subscription subscription = new Subscription(this.connections, messages, () -> listener.onWork(List.of()),
				EVERYBODY, ("gjs:work:" + worker).getBytes(StandardCharsets.UTF_8));
		this.subscriptions.add(subscription);
		return () -> {
			this.subscriptions.remove(subscription);
			subscription.close();
		};
	}

	/** The server that calls came from is to be left. */
	void renew() {
		this.subscriptions.forEach(Subscription::renew);
	}

	private void hear(Message message, WorkListener listener, IntConsumer partitionCalled) {
		if (Arrays.equals(message.getChannel(), EVERYBODY)) {
			Partition.ofRoot(message.getBody()).ifPresent((partition) -> partitionCalled.accept(partition.index()));
			listener.onWork(List.of());
		}
		else {
			listener.onWork(leases(message));
		}
	}

	private List<Lease> leases(Message message) {
		return RedisJob.leases(values(message.getBody()), 0, this.retry);
	}

	/** Reads values that are each written as their length, a colon and themselves. */
	static List<byte[]> values(byte[] message) {
		List<byte[]> values = new ArrayList<>();
		int at = 0;
		while (at < message.length) {
			int colon = at;
			while (message[colon] != ':') {
				colon++;
			}
			int length = Integer.parseInt(new String(message, at, colon - at, StandardCharsets.US_ASCII));
			byte[] value = new byte[length];
			System.arraycopy(message, colon + 1, value, 0, length);
			values.add(value);
			at = colon + 1 + length;
		}
		return values;
	}

}
