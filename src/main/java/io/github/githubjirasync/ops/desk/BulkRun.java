package io.github.githubjirasync.ops.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.ops.desk.BulkOperation.Kind;
import io.github.githubjirasync.ops.desk.BulkOperation.Letters;
import io.github.githubjirasync.ops.desk.BulkOperation.State;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobFilter;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobSearch;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.sync.JobSubjects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * One run of an operation on this instance. It needs no place to go on from: what was
 * done is no dead letter any more, or died after the beginning.
 */
final class BulkRun implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(BulkRun.class);

	private static final int PAGE = 50;

	/** How often it is shown that it lives. */
	private static final long SIGN_OF_LIFE = Duration.ofSeconds(1).toNanos();

	/** How long a store that is away is waited for. */
	private static final int PATIENCE_SECONDS = 60;

	private final BulkOperation operation;

	private final String instance;

	private final OperationStore store;

	private final JobSearch search;

	private final DeadLetters deadLetters;

	private final AuditLog audit;

	private long done;

	private long skipped;

	private long shownAt = System.nanoTime();

	private long nextAt = System.nanoTime();

	private int failures;

	BulkRun(BulkOperation operation, String instance, OperationStore store, JobSearch search, DeadLetters deadLetters,
			AuditLog audit) {
		this.operation = operation;
		this.instance = instance;
		this.store = store;
		this.search = search;
		this.deadLetters = deadLetters;
		this.audit = audit;
	}

	@Override
	public void run() {
		try {
			List<String> ids = this.operation.query().ids();
			boolean complete = (ids != null) ? named(ids) : matching();
			if (complete && show()) {
				this.store.end(this.operation.id(), this.instance, State.DONE, null);
				logger.info("Operation {} of {} is done", this.operation.id(), this.operation.who());
			}
			else {
				show();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			ended(State.INTERRUPTED, "The instance ended");
		}
		catch (RuntimeException ex) {
			logger.warn("Operation {} cannot go on: {}", this.operation.id(), ex.toString());
			ended(State.FAILED, "The store of the queue or the database did not answer for "
					+ "a minute, or something unexpected happened; see the log");
		}
	}

	private void ended(State state, String note) {
		try {
			show();
			this.store.end(this.operation.id(), this.instance, state, note);
		}
		catch (RuntimeException ex) {
			logger.warn("The end of operation {} could not be noted; it counts as interrupted after {} s: {}",
					this.operation.id(), OperationStore.SILENCE.toSeconds(), ex.toString());
		}
	}

	private boolean named(List<String> ids) throws InterruptedException {
		List<DeadLetter> letters = ids.stream()
			.distinct()
			.flatMap((id) -> this.deadLetters.find(id).stream())
			.filter(this::isMeant)
			.sorted(Comparator.comparing(DeadLetter::diedAt))
			.toList();
		for (DeadLetter letter : letters) {
			if (!takeNext(letter.job().id(), letter.job().kind())) {
				return false;
			}
		}
		return true;
	}

	private boolean isMeant(DeadLetter letter) {
		Instant to = this.operation.query().to();
		return to == null || letter.diedAt().isBefore(to);
	}

	private boolean matching() throws InterruptedException {
		JobFilter filter = filter(this.operation);
		@Nullable String after = null;
		do {
			JobSearch.Page page = page(filter, after);
			for (JobRecord job : page.jobs()) {
				if (!takeNext(job.job().id(), job.job().kind())) {
					return false;
				}
			}
			after = page.next();
		}
		while (after != null && (System.nanoTime() - this.shownAt < SIGN_OF_LIFE || show()));
		return after == null;
	}

	/** A partition that is away must not be passed over. */
	private JobSearch.Page page(JobFilter filter, @Nullable String after) throws InterruptedException {
		while (true) {
			try {
				JobSearch.Page page = this.search.list(filter, false, after, PAGE);
				if (page.whole()) {
					this.failures = 0;
					return page;
				}
				again(new QueueUnavailableException("A partition does not answer", null));
			}
			catch (QueueUnavailableException ex) {
				again(ex);
			}
		}
	}

	private void again(RuntimeException failure) throws InterruptedException {
		if (++this.failures >= PATIENCE_SECONDS) {
			throw failure;
		}
		TimeUnit.SECONDS.sleep(1);
		show();
	}

	private static JobFilter filter(BulkOperation operation) {
		Letters query = operation.query();
		return JobFilter.of(JobState.DEAD)
			.within(query.from(), query.to())
			.withKind(query.kind(), (operation.kind() == Kind.REPLAY) ? JobSubjects.UNREADABLE : null)
			.withScope((query.link() != null) ? "link:" + query.link() : null)
			.withCause(query.cause());
	}

	/** Waits for its turn and does one; returns whether to go on. */
	private boolean takeNext(String jobId, String kind) throws InterruptedException {
		long wait = this.nextAt - System.nanoTime();
		while (wait > 0) {
			TimeUnit.NANOSECONDS.sleep(Math.min(wait, SIGN_OF_LIFE));
			if (!isStillWanted()) {
				return false;
			}
			wait = this.nextAt - System.nanoTime();
		}
		this.nextAt = Math.max(this.nextAt, System.nanoTime() - SIGN_OF_LIFE)
				+ TimeUnit.SECONDS.toNanos(1) / this.operation.ratePerSecond();
		if (!isStillWanted()) {
			return false;
		}
		while (true) {
			try {
				boolean is = (this.operation.kind() == Kind.REPLAY) ? replay(jobId, kind) : discard(jobId);
				this.done += is ? 1 : 0;
				this.skipped += is ? 0 : 1;
				this.failures = 0;
				return true;
			}
			catch (QueueUnavailableException | DataAccessException ex) {
				again(ex);
			}
		}
	}

	private boolean replay(String jobId, String kind) {
		if (kind.equals(JobSubjects.UNREADABLE)) {
			return false;
		}
		this.audit.record(this.operation.who(), "replay", "job:" + jobId, Map.of("operation", this.operation.id()));
		return this.deadLetters.replay(jobId);
	}

	private boolean discard(String jobId) {
		this.audit.record(this.operation.who(), "discard", "job:" + jobId, Map.of("operation", this.operation.id()));
		return this.deadLetters.discard(jobId);
	}

	private boolean isStillWanted() throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		return System.nanoTime() - this.shownAt < SIGN_OF_LIFE || show();
	}

	/** Notes what was done; returns whether to go on. */
	private boolean show() {
		boolean goOn = this.store.progress(this.operation.id(), this.instance, this.done, this.skipped);
		this.done = 0;
		this.skipped = 0;
		this.shownAt = System.nanoTime();
		return goOn;
	}

}
