package io.github.githubjirasync.sync.job;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.githubjirasync.mapping.MappingConflictException;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Turns failures into outcomes: the one place that decides what uses up an attempt, what
 * waits, and what is hopeless.
 */
final class Outcomes {

	private static final Duration AGAIN_SOON = Duration.ofMillis(500);

	/** A turn of a lane's own is worth being there in time. */
	private static final Duration AGAIN_AT_ONCE = Duration.ofMillis(10);

	private static final Duration DATABASE_PAUSE = Duration.ofSeconds(5);

	/** How often an old instance hands a job back for which it needs a newer one. */
	private static final Duration NEWER_PAUSE = Duration.ofSeconds(2);

	/** As long as a rollout may last; afterwards it was most likely taken back. */
	private static final Duration ROLLOUT = Duration.ofDays(1);

	private final Clock clock;

	Outcomes(Clock clock) {
		this.clock = clock;
	}

	JobOutcome of(RuntimeException failure) {
		if (failure instanceof UpstreamException upstream) {
			return of(upstream);
		}
		if (failure instanceof Holding holding) {
			return new JobOutcome.Snooze(holding.delay(), message(holding), null);
		}
		if (failure instanceof UnreadableJobException || failure instanceof MappingConflictException) {
			return new JobOutcome.Dead(message(failure));
		}
		if (failure instanceof StaleMappingException) {
			return new JobOutcome.Snooze(AGAIN_SOON, message(failure), null);
		}
		boolean databaseAway = failure instanceof TransactionException
				|| failure instanceof DataAccessResourceFailureException
				|| (failure instanceof DataAccessException && !(failure instanceof NonTransientDataAccessException))
				|| lostConnection(failure);
		if (databaseAway) {
			return new JobOutcome.Snooze(DATABASE_PAUSE, "the database is not available: " + message(failure), null);
		}
		return new JobOutcome.Retry("unexpected: " + failure);
	}

	/**
	 * While a rollout goes on, old and new instances share the queue: an old one leaves a
	 * job that it cannot read yet to the new ones, and it costs no attempt.
	 */
	JobOutcome newer(NewerJobException failure, Instant enqueuedAt) {
		boolean rollout = Duration.between(enqueuedAt, this.clock.instant()).compareTo(ROLLOUT) < 0;
		return rollout ? new JobOutcome.Snooze(NEWER_PAUSE, message(failure), null)
				: new JobOutcome.Dead(message(failure));
	}

	/**
	 * A connection that ends within a transaction is told as the failure of its
	 * roll-back, in no class of its own.
	 */
	private static boolean lostConnection(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && saysNothing(sql.getSQLState())) {
				return true;
			}
		}
		return false;
	}

	/** Whether a state is the driver's or of a server that shuts down, no verdict. */
	private static boolean saysNothing(@Nullable String state) {
		return state == null || state.startsWith("08") || state.startsWith("57P");
	}

	private JobOutcome of(UpstreamException failure) {
		if (failure instanceof UpstreamException.RateLimited limited) {
			boolean all = limited.reach() == UpstreamException.Reach.UPSTREAM;
			return snooze(failure, limited.until(), all);
		}
		if (failure instanceof UpstreamException.Transient failed && failed.awayUntil() != null) {
			return snooze(failure, failed.awayUntil(), true);
		}
		if (failure instanceof UpstreamException.Transient || failure instanceof UpstreamException.Unauthorised) {
			return new JobOutcome.Retry(message(failure));
		}
		return new JobOutcome.Dead(message(failure));
	}

	private JobOutcome snooze(UpstreamException failure, Instant until, boolean all) {
		Duration wait = Duration.between(this.clock.instant(), until);
		Duration least = all ? AGAIN_SOON : AGAIN_AT_ONCE;
		return new JobOutcome.Snooze((wait.compareTo(least) > 0) ? wait : least, message(failure),
				all ? Holding.scope(failure.upstream()) : null);
	}

	private static String message(Throwable failure) {
		String message = failure.getMessage();
		return (message != null) ? message : failure.getClass().getSimpleName();
	}

}
