package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Joins calls that come at the same time into one: while callers are on their way to
 * Redis, those who come next gather, and one of them carries all. A lone caller waits for
 * nobody. A second call is begun when half as many have gathered as the first one
 * carries, since a call takes time however few are in it. Nobody returns before its own
 * item is stored.
 *
 * @param <T> what is sent
 * @param <R> what comes back for it
 */
final class EnqueueCombiner<T, R> {

	/** Two calls at a time: one is carried out while the other travels. */
	private static final int CARRIERS = 2;

	private final ConcurrentLinkedQueue<Item<T, R>> gathered = new ConcurrentLinkedQueue<>();

	/** How many have gathered: to count them takes longer. */
	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger carriers = new AtomicInteger();

	/** How many the latest call carries. */
	private volatile int carried;

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
		Item<T, R> item = new Item<>(value, Thread.currentThread());
		this.gathered.add(item);
		this.waiting.incrementAndGet();
		boolean interrupted = false;
		while (!item.done) {
			if (!tryCarry() || !carry()) {
				// Its item is on its way or next in line, and whoever ends a call wakes
				// it.
				LockSupport.park(this);
				interrupted |= Thread.interrupted();
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (item.failure != null) {
			throw item.failure;
		}
		return Objects.requireNonNull(item.result);
	}

	private boolean tryCarry() {
		int now = this.carriers.get();
		boolean worthIt = now == 0 || (now < CARRIERS && this.waiting.get() >= this.carried / 2);
		return worthIt && this.carriers.compareAndSet(now, now + 1);
	}

	/**
	 * Carries what has gathered, and calls the next in line to carry what has come since.
	 * @return whether there was anything
	 */
	private boolean carry() {
		List<Item<T, R>> batch = new ArrayList<>();
		try {
			Item<T, R> next = this.gathered.poll();
			while (next != null) {
				batch.add(next);
				next = (batch.size() < this.most) ? this.gathered.poll() : null;
			}
			if (!batch.isEmpty()) {
				this.waiting.addAndGet(-batch.size());
				this.carried = batch.size();
				send(batch);
			}
			return !batch.isEmpty();
		}
		finally {
			this.carriers.decrementAndGet();
			batch.forEach(Item::finish);
			Item<T, R> next = this.gathered.peek();
			if (next != null) {
				LockSupport.unpark(next.caller);
			}
		}
	}

	private void send(List<Item<T, R>> batch) {
		try {
			List<R> results = this.send.apply(batch.stream().map((item) -> item.value).toList());
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).result = results.get(i);
			}
		}
		catch (RuntimeException ex) {
			batch.forEach((item) -> item.failure = ex);
		}
	}

	/**
	 * What one caller sends. The result is written before, and read after, {@code done}.
	 */
	private static final class Item<T, R> {

		private final T value;

		private final Thread caller;

		private @Nullable R result;

		private @Nullable RuntimeException failure;

		private volatile boolean done;

		private Item(T value, Thread caller) {
			this.value = value;
			this.caller = caller;
		}

		private void finish() {
			this.done = true;
			LockSupport.unpark(this.caller);
		}

	}

}
