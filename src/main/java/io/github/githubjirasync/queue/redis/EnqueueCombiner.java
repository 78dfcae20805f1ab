package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Joins what is sent at the same time into one call: while calls are on their way to
 * Redis, items that come next gather, and go together when one of them returns. A lone
 * item waits for nobody. A second call is begun when half as many have gathered as the
 * first one carries, since a call takes time however few are in it. No thread waits for
 * an answer that need not. Safe for use by many threads.
 *
 * @param <T> what is sent
 * @param <R> what comes back for it
 */
final class EnqueueCombiner<T, R> {

	/** Two calls at a time: one is carried out while the other travels. */
	private static final int CALLS = 2;

	private final ConcurrentLinkedQueue<Item<T, R>> gathered = new ConcurrentLinkedQueue<>();

	/** How many have gathered: to count them takes longer. */
	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger calls = new AtomicInteger();

	/** How many the latest call carries. */
	private volatile int carried;

	private final int most;

	private final Function<List<T>, CompletionStage<List<R>>> send;

	private final Function<T, R> sendAlone;

	/**
	 * A combiner.
	 * @param most the most items in one call
	 * @param send begins to send items, and completes with a result for each, in order
	 * @param sendAlone sends one item and waits for its result
	 */
	EnqueueCombiner(int most, Function<List<T>, CompletionStage<List<R>>> send, Function<T, R> sendAlone) {
		this.most = most;
		this.send = send;
		this.sendAlone = sendAlone;
	}

	/**
	 * Sends an item and waits for its result. If no call is under way this thread makes
	 * one, since it waits anyway.
	 * @throws RuntimeException what the call failed with
	 */
	R sendAndWait(T value) {
		if (!this.calls.compareAndSet(0, 1)) {
			return FanOut.await(send(value));
		}
		this.carried = 1;
		try {
			return this.sendAlone.apply(value);
		}
		finally {
			this.calls.decrementAndGet();
			callWhileWorthIt();
		}
	}

	/**
	 * Sends an item.
	 * @return its result; what depends on it runs on the thread that the answer comes on
	 */
	CompletableFuture<R> send(T value) {
		Item<T, R> item = new Item<>(value, new CompletableFuture<>());
		this.gathered.add(item);
		this.waiting.incrementAndGet();
		callWhileWorthIt();
		return item.result();
	}

	/**
	 * Whoever adds an item looks for a call on its way after that, and whoever ends one
	 * looks for items after that: so none stays behind.
	 */
	private void callWhileWorthIt() {
		while (!this.gathered.isEmpty() && tryBegin()) {
			List<Item<T, R>> batch = next();
			if (batch.isEmpty()) {
				this.calls.decrementAndGet();
			}
			else {
				call(batch);
			}
		}
	}

	private boolean tryBegin() {
		int now = this.calls.get();
		while (now == 0 || (now < CALLS && this.waiting.get() >= this.carried / 2)) {
			if (this.calls.compareAndSet(now, now + 1)) {
				return true;
			}
			now = this.calls.get();
		}
		return false;
	}

	private List<Item<T, R>> next() {
		List<Item<T, R>> batch = new ArrayList<>();
		Item<T, R> item = this.gathered.poll();
		while (item != null) {
			batch.add(item);
			item = (batch.size() < this.most) ? this.gathered.poll() : null;
		}
		this.waiting.addAndGet(-batch.size());
		return batch;
	}

	private void call(List<Item<T, R>> batch) {
		this.carried = batch.size();
		begin(batch.stream().map(Item::value).toList()).whenComplete((results, failure) -> {
			this.calls.decrementAndGet();
			callWhileWorthIt();
			for (int i = 0; i < batch.size(); i++) {
				end(batch.get(i).result(), (failure != null) ? null : results.get(i), failure);
			}
		});
	}

	private CompletionStage<List<R>> begin(List<T> values) {
		try {
			return this.send.apply(values);
		}
		catch (RuntimeException | Error ex) {
			// Also when no thread can be made: the call would keep its place for good.
			return CompletableFuture.failedStage(ex);
		}
	}

	private static <R> void end(CompletableFuture<R> item, @Nullable R result, @Nullable Throwable failure) {
		if (failure == null) {
			item.complete(result);
		}
		else {
			item.completeExceptionally(FanOut.cause(failure));
		}
	}

	/** What is sent, and what comes back for it. */
	private record Item<T, R>(T value, CompletableFuture<R> result) {
	}

}
