package io.github.githubjirasync.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.githubjirasync.bench.RedisStats.Snapshot;
import io.github.githubjirasync.queue.Job;
import org.jspecify.annotations.Nullable;

/**
 * Counts completed jobs, and measures from the one at which the warm-up ends to the last
 * one.
 */
final class Completions implements Consumer<Job> {

	private static final int LIMIT_SECONDS = 120;

	private final RedisStats stats;

	private final int warmUp;

	private final int until;

	private final AtomicReference<@Nullable Window> window = new AtomicReference<>();

	private final CompletableFuture<Map<String, Double>> figures = new CompletableFuture<>();

	private final AtomicInteger completed = new AtomicInteger();

	/**
	 * Nothing completed yet.
	 * @param stats where figures come from
	 * @param warmUp how many completions come before the measurement, or 0 if
	 * {@link #begin} says when it starts
	 * @param until the number of the last completion
	 */
	Completions(RedisStats stats, int warmUp, int until) {
		this.stats = stats;
		this.warmUp = warmUp;
		this.until = until;
	}

	/** Starts the measurement, unless it has started. */
	void begin() {
		if (this.window.get() == null) {
			this.window.compareAndSet(null, new Window(this.stats));
		}
	}

	@Override
	public void accept(Job job) {
		int count = this.completed.incrementAndGet();
		if (count == this.warmUp) {
			begin();
		}
		if (count == this.until) {
			this.figures.complete(Objects.requireNonNull(this.window.get()).end(this.until - this.warmUp));
		}
	}

	Map<String, Double> await() {
		try {
			return this.figures.get(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("Completed " + this.completed + " of " + this.until + " jobs", ex);
		}
	}

	/** The time between two moments, and what was spent in it. */
	static final class Window {

		private final RedisStats stats;

		private final long start = System.nanoTime();

		private final Snapshot before;

		Window(RedisStats stats) {
			this.stats = stats;
			this.before = stats.snapshot();
		}

		Map<String, Double> end(int jobs) {
			double seconds = (System.nanoTime() - this.start) / 1e9;
			Map<String, Double> figures = new LinkedHashMap<>();
			figures.put("per_second", jobs / seconds);
			figures.putAll(this.stats.snapshot().perJobSince(this.before, jobs));
			return figures;
		}

	}

}
