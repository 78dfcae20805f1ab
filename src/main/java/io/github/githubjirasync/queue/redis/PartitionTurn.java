package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.queue.redis.PartitionScripts.Front;
import org.jspecify.annotations.Nullable;

/**
 * What one worker knows of one partition: whether a call is on its way, and when to ask
 * again. Used by one thread at a time, but for {@link #call()}.
 */
final class PartitionTurn {

	private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

	private static final long SHORT_PATIENCE = Duration.ofMillis(20).toNanos();

	private final PartitionScripts scripts;

	private final String worker;

	private final Outages outages;

	private final Homes homes;

	private @Nullable CompletableFuture<Exchange> exchange;

	private List<Settlement> sent = List.of();

	private int asked;

	private int failures;

	private long notBefore = System.nanoTime();

	private long askAgain = System.nanoTime();

	private volatile boolean called = true;

	PartitionTurn(PartitionScripts scripts, String worker, Homes homes, Outages outages) {
		this.scripts = scripts;
		this.worker = worker;
		this.homes = homes;
		this.outages = outages;
	}

	PartitionScripts scripts() {
		return this.scripts;
	}

	/** There may be work, whatever was said before. */
	void call() {
		this.called = true;
	}

	/** Whether it can be called now. */
	boolean available() {
		return this.exchange == null && System.nanoTime() - this.notBefore >= 0;
	}

	/** Whether there may be work by now. */
	boolean ready() {
		return available() && (this.called || System.nanoTime() - this.askAgain >= 0);
	}

	/** How many jobs a call that is on its way may still bring. */
	int expected() {
		return (this.exchange != null) ? this.asked : 0;
	}

	/** How long until it is to be asked, if nothing comes in between. */
	long nanosUntilReady() {
		long now = System.nanoTime();
		if (this.exchange != null) {
			return LONGEST_PAUSE;
		}
		return Math.max(this.notBefore - now, this.called ? 0 : this.askAgain - now);
	}

	/** Starts an exchange. */
	void start(List<Settlement> ended, int take, TakeLimit limit) {
		// Ends of leases may let others of their lanes go, and then there is work.
		this.called = take == 0;
		this.sent = ended;
		this.asked = take;
		this.exchange = FanOut.start(() -> this.homes.exchange(this.scripts, this.worker, ended, take, limit));
	}

	/** Has somebody told if the exchange that is on its way ends. */
	void whenAnswered(Runnable action) {
		if (this.exchange != null) {
			this.exchange.whenComplete((answer, failure) -> action.run());
		}
	}

	/** How long its answers are waited for: not for long if it failed before. */
	long patience() {
		return (this.failures == 0) ? FanOut.PATIENCE.toNanos() : SHORT_PATIENCE;
	}

	/**
	 * Waits for the exchange that is on its way, if there is one, and takes its answer.
	 * @param deadline by System.nanoTime()
	 * @param hand where the answer goes
	 * @return the answer, or {@code null} if there is none yet or it failed
	 */
	@Nullable Exchange answer(long deadline, Hand hand) {
		CompletableFuture<Exchange> running = this.exchange;
		if (running == null) {
			return null;
		}
		try {
			Exchange answer = running.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
			this.exchange = null;
			worked();
			hand.take(this.sent, answer);
			if (this.asked > 0) {
				askAgainIn(answer.again());
			}
			return answer;
		}
		catch (ExecutionException | CompletionException ex) {
			this.exchange = null;
			failed(ex.getCause());
			hand.failed(ex.getCause());
		}
		catch (TimeoutException ex) {
			// Its answer is taken next time.
			QueueUnavailableException late = noAnswer(ex);
			this.outages.failed(this.scripts.partition(), late);
			hand.failed(late);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new QueueUnavailableException("Interrupted during an exchange", ex);
		}
		return null;
	}

	/** Looks at what it has to give; nothing that comes while it looks is missed. */
	Front look(int take) {
		this.called = false;
		return this.scripts.look(this.worker, take);
	}

	void looked(Front front) {
		if (front.waits()) {
			this.called = true;
		}
		else {
			askAgainIn(front.again());
		}
	}

	void askAgainIn(Duration duration) {
		this.askAgain = System.nanoTime() + duration.toNanos();
	}

	void worked() {
		this.failures = 0;
		this.outages.worked(this.scripts.partition());
	}

	/** It is left alone for a while: 100 ms, 200 ms … at most 1 s. */
	void failed(@Nullable Throwable failure) {
		if (failure instanceof RuntimeException fault && !(failure instanceof QueueUnavailableException)) {
			throw fault;
		}
		this.called = true;
		this.failures++;
		this.notBefore = System.nanoTime() + Math.min(LONGEST_PAUSE, 50_000_000L << Math.min(this.failures, 5));
		this.outages.failed(this.scripts.partition(),
				(failure instanceof QueueUnavailableException) ? failure : noAnswer(failure));
	}

	private QueueUnavailableException noAnswer(@Nullable Throwable failure) {
		return new QueueUnavailableException("no answer within " + patience() / 1_000_000 + " ms", failure);
	}

}
