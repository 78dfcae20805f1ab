package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Joins calls that come at the same time into one: while one thread is on its way to
 * Redis, those who come next gather, and the first of them carries all. A lone caller
 * waits for nobody. Nobody returns before its own item is stored.
 *
 * @param <T> what is sent
 * @param <R> what comes back for it
 */
final class EnqueueCombiner<T, R> {

	private final ConcurrentLinkedQueue<Item<T, R>> gathered = new ConcurrentLinkedQueue<>();

	private final ReentrantLock sending = new ReentrantLock();

	private final Function<List<T>, List<R>> send;

	private final int most;

	/**
	 * A combiner.
	 * @param most the most items in one call
	 * @param send sends items and returns a result for each, in order
	 */
	EnqueueCombiner(int most, Function<List<T>, List<R>> send) {
		this.most = most;
		this.send = send;
	}

	R send(T value) {
		Item<T, R> item = new Item<>(value);
		this.gathered.add(item);
		this.sending.lock();
		try {
			while (!item.done) {
				sendGathered();
			}
		}
		finally {
			this.sending.unlock();
		}
		if (item.failure != null) {
			throw item.failure;
		}
		return Objects.requireNonNull(item.result);
	}

	private void sendGathered() {
		List<Item<T, R>> batch = new ArrayList<>();
		Item<T, R> next = this.gathered.poll();
		while (next != null) {
			batch.add(next);
			next = (batch.size() < this.most) ? this.gathered.poll() : null;
		}
		try {
			List<R> results = this.send.apply(batch.stream().map((item) -> item.value).toList());
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).result = results.get(i);
			}
		}
		catch (RuntimeException ex) {
			batch.forEach((item) -> item.failure = ex);
		}
		finally {
			batch.forEach((item) -> item.done = true);
		}
	}

	/** Written and read only by the holder of the lock, but for {@code value}. */
	private static final class Item<T, R> {

		private final T value;

		private @Nullable R result;

		private @Nullable RuntimeException failure;

		private boolean done;

		private Item(T value) {
			this.value = value;
		}

	}

}
