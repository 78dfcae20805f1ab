package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.githubjirasync.queue.QueueUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to all partitions at the same time, so that one that does not answer does
 * not keep the others waiting. A partition that has owed an answer for long is passed
 * over. A lone partition is called on the caller's own thread.
 */
final class FanOut {

	/** How long slow partitions are waited for, as a rule. */
	static final Duration PATIENCE = Duration.ofMillis(500);

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	private static final Executor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), FanOut::thread);

	private final List<PartitionScripts> partitions;

	private final Outages outages;

	private final Map<PartitionScripts, Owed> owed = new ConcurrentHashMap<>();

	private final Duration patience;

	private final LongSupplier nanoTime;

	FanOut(List<PartitionScripts> partitions, Outages outages) {
		this(partitions, outages, PATIENCE);
	}

	/** For calls that may take longer. */
	FanOut(List<PartitionScripts> partitions, Outages outages, Duration patience) {
		this(partitions, outages, patience, System::nanoTime);
	}

	/** With a clock by which answers are owed. */
	FanOut(List<PartitionScripts> partitions, Outages outages, Duration patience, LongSupplier nanoTime) {
		this.partitions = List.copyOf(partitions);
		this.outages = outages;
		this.patience = patience;
		this.nanoTime = nanoTime;
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "queue-partition-" + NUMBERS.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	int size() {
		return this.partitions.size();
	}

	/** Makes a call on a thread of its own. */
	static <R> CompletableFuture<R> start(Supplier<R> call) {
		return CompletableFuture.supplyAsync(call, THREADS);
	}

	/** Waits for a result; throws what the stage failed with. */
	static <R> R await(CompletableFuture<R> answer) {
		try {
			return answer.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/** What a stage failed with, without what the stages after it put around it. */
	static Throwable cause(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	/**
	 * Calls all partitions.
	 * @param call the call
	 * @param <R> what it returns
	 * @return the answers, in the order of the partitions, of those that answered in time
	 * @throws QueueUnavailableException if none did
	 */
	<R> Map<PartitionScripts, R> ask(Function<PartitionScripts, R> call) {
		if (this.partitions.size() == 1) {
			PartitionScripts lone = this.partitions.get(0);
			return Map.of(lone, call.apply(lone));
		}
		long deadline = System.nanoTime() + this.patience.toNanos();
		Map<PartitionScripts, CompletableFuture<R>> started = new LinkedHashMap<>();
		for (PartitionScripts partition : this.partitions) {
			if (!owesForLong(partition)) {
				CompletableFuture<R> answer = start(() -> call.apply(partition));
				Owed owed = new Owed(answer, this.nanoTime.getAsLong());
				this.owed.merge(partition, owed, (oldest, newest) -> oldest.answer().isDone() ? newest : oldest);
				started.put(partition, answer);
			}
		}
		Map<PartitionScripts, R> answers = new LinkedHashMap<>();
		List<Throwable> failures = new ArrayList<>();
		started.forEach((partition, answer) -> {
			try {
				answers.put(partition, answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
				this.outages.worked(partition.partition());
			}
			catch (ExecutionException ex) {
				failures.add(unavailable(partition, ex.getCause()));
			}
			catch (TimeoutException ex) {
				failures.add(unavailable(partition, ex));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new QueueUnavailableException("Interrupted while the partitions were asked", ex);
			}
		});
		if (answers.isEmpty()) {
			throw new QueueUnavailableException("No partition of the queue answers",
					failures.isEmpty() ? null : failures.get(0));
		}
		return answers;
	}

	private boolean owesForLong(PartitionScripts partition) {
		Owed oldest = this.owed.get(partition);
		return oldest != null && !oldest.answer().isDone()
				&& this.nanoTime.getAsLong() - oldest.since() > this.patience.toNanos();
	}

	/** Notes an outage; what is no outage is a fault of ours. */
	private Throwable unavailable(PartitionScripts partition, @Nullable Throwable failure) {
		if (failure instanceof RuntimeException fault && !(failure instanceof QueueUnavailableException)) {
			throw fault;
		}
		Throwable known = (failure instanceof QueueUnavailableException) ? failure
				: new QueueUnavailableException("no answer within " + this.patience.toMillis() + " ms", failure);
		this.outages.failed(partition.partition(), known);
		return known;
	}

	/**
	 * Calls all partitions, each of which matters.
	 * @param call the call
	 * @throws QueueUnavailableException if one of them did not answer in time; the others
	 * have done it
	 */
	<R> Map<PartitionScripts, R> askEach(Function<PartitionScripts, R> call) {
		Map<PartitionScripts, R> answers = ask(call);
		if (answers.size() < this.partitions.size()) {
			throw new QueueUnavailableException("Only " + answers.size() + " of " + this.partitions.size()
					+ " partitions answer; do it again when all do", null);
		}
		return answers;
	}

	/** A call to a partition; one that is not answered stands for those after it. */
	private record Owed(CompletableFuture<?> answer, long since) {
	}

}
