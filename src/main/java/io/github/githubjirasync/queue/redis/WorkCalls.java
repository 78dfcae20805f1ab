package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.RetryPolicy;
import io.github.githubjirasync.queue.WorkListener;

import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/**
 * Brings calls for work from Redis to idle workers: a call to all on one channel, and
 * leases on a channel of each worker's own. On a cluster leases are not carried, since a
 * script cannot see there whether anybody listens.
 */
final class WorkCalls {

	private static final ChannelTopic EVERYBODY = new ChannelTopic("gjs:wake");

	private final RedisMessageListenerContainer container;

	private final boolean carryLeases;

	private final RetryPolicy retry;

	WorkCalls(RedisMessageListenerContainer container, boolean carryLeases, RetryPolicy retry) {
		this.container = container;
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
		MessageListener call = (message, pattern) -> {
			Partition.ofRoot(message.getBody()).ifPresent((partition) -> partitionCalled.accept(partition.index()));
			listener.onWork(List.of());
		};
		MessageListener leases = (message, pattern) -> listener.onWork(leases(message));
		this.container.addMessageListener(call, EVERYBODY);
		this.container.addMessageListener(leases, new ChannelTopic("gjs:work:" + worker));
		return () -> {
			this.container.removeMessageListener(call);
			this.container.removeMessageListener(leases);
		};
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
