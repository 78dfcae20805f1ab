package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.redis.PartitionScripts.Budget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rate limit over all partitions. The first one keeps the budget; what it grants may
 * be taken from any partition within {@link #VALID}, by the clock of that partition, and
 * lapses then. Grants are that much scarcer than the rate, so that those that are used
 * late never add up to more than the rate and the burst in any second. What is not used
 * is given back at once.
 * <p>
 * While the first partition is away nothing starts for {@link #CLOSED}. If it stays away,
 * each of the others may use its own share of the rate. Safe for use by many threads.
 */
final class CommonRate {

	/** How long a grant may be used. */
	static final Duration VALID = Duration.ofMillis(30);

	/** How long nothing starts when the budget is away. */
	static final Duration CLOSED = Duration.ofSeconds(3);

	/** All instances have noticed by then that the budget is back. */
	private static final Duration SETTLE = Duration.ofMillis(1_500);

	private static final Duration RETRY = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofMillis(250);

	private static final Logger logger = LoggerFactory.getLogger(CommonRate.class);

	private final PartitionScripts keeper;

	private final int rate;

	private final int burst;

	private final int partitions;

	private @Nullable CompletableFuture<Budget> unanswered;

	private boolean away;

	private long awaySince;

	private long retryAt;

	private long closedUntil = System.nanoTime();

	CommonRate(PartitionScripts keeper, QueueProperties properties) {
		this.keeper = keeper;
		this.rate = properties.ratePerSecond();
		this.burst = properties.rateBurst();
		this.partitions = properties.partitions();
	}

	/**
	 * Asks for jobs that may start now.
	 * @param wanted how many
	 * @return how many may, perhaps none
	 */
	synchronized Grant grant(int wanted) {
		if (wanted <= 0) {
			return Grant.none(Duration.ZERO);
		}
		if (this.rate == 0) {
			return new Grant(wanted, Duration.ZERO, 0, 0, 0);
		}
		long now = System.nanoTime();
		if (now - this.closedUntil < 0) {
			return Grant.none(Duration.ofNanos(this.closedUntil - now));
		}
		if (this.away && now - this.retryAt < 0 || this.unanswered != null && !this.unanswered.isDone()) {
			return withoutBudget(wanted, now);
		}
		Budget budget = ask(wanted, now);
		if (budget == null) {
			return withoutBudget(wanted, now);
		}
		if (this.away) {
			return reopen(now);
		}
		if (budget.granted() == 0) {
			this.closedUntil = now + budget.again().toNanos();
			return Grant.none(budget.again());
		}
		return new Grant(budget.granted(), Duration.ZERO, now, budget.atMicros(), 0);
	}

	/** Returns {@code null} if there is no answer in time. */
	private @Nullable Budget ask(int wanted, long now) {
		CompletableFuture<Budget> call = FanOut
			.start(() -> this.keeper.budget(wanted, spacingMicros(), this.burst, 0, 0));
		try {
			return call.get((this.away ? PATIENCE.dividedBy(10) : PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			this.unanswered = call;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException fault && !(fault instanceof QueueUnavailableException)) {
				throw fault;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new QueueUnavailableException("Interrupted while the rate limit was asked", ex);
		}
		if (!this.away) {
			this.away = true;
			this.awaySince = now;
		}
		this.retryAt = now + RETRY.toNanos();
		return null;
	}

	private Grant withoutBudget(int wanted, long now) {
		if (!this.away || now - this.awaySince < CLOSED.toNanos()) {
			return Grant.none(Duration.ofMillis(100));
		}
		return new Grant(wanted, Duration.ZERO, 0, 0, shareSpacingMicros());
	}

	/** What the partitions have let start by themselves is a second old by then. */
	private Grant reopen(long now) {
		logger.info("The rate limit's budget is back after {} ms", (now - this.awaySince) / 1_000_000);
		Duration closed = (now - this.awaySince < CLOSED.toNanos()) ? Duration.ofMillis(1) : SETTLE;
		this.away = false;
		this.closedUntil = now + closed.toNanos();
		return Grant.none(closed);
	}

	private long spacingMicros() {
		return (1_000_000_000L + VALID.toNanos()) / 1_000 / this.rate + 1;
	}

	/** Also a partition that starts one at once keeps the sum within the rate. */
	private long shareSpacingMicros() {
		return 1_000_000L * this.partitions / Math.max(1, Math.max(this.rate - this.partitions, this.rate / 4));
	}

	/**
	 * Gives back what was not used, without waiting for it to arrive.
	 * @param grant the grant
	 * @param used how much of it was used, or may be
	 */
	void giveBack(Grant grant, int used) {
		int unused = grant.jobs() - used;
		if (grant.askedAt() != 0 && unused > 0) {
			FanOut.start(() -> this.keeper.budget(0, spacingMicros(), this.burst, unused, grant.atMicros()));
		}
	}

	/**
	 * How many jobs may start now.
	 *
	 * @param jobs how many
	 * @param again how long to wait before asking again, if none
	 * @param askedAt System.nanoTime() before the budget was asked, or 0 without one
	 * @param atMicros when the budget granted it, by its partition's clock
	 * @param spacingMicros the limit that each partition keeps by itself, or 0
	 */
	record Grant(int jobs, Duration again, long askedAt, long atMicros, long spacingMicros) {

		private static Grant none(Duration again) {
			return new Grant(0, again, 0, 0, 0);
		}

		TakeLimit limit(PartitionScripts partition, long lastPlace) {
			long until = (this.askedAt != 0) ? partition.clock().noMoreThanAt(this.askedAt) + VALID.toNanos() / 1_000
					: 0;
			return new TakeLimit(this.spacingMicros, 1, lastPlace, until);
		}

	}

}
