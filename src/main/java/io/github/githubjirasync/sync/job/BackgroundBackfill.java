package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.sync.Backfill;
import io.github.githubjirasync.sync.BackfillProgress;
import io.github.githubjirasync.sync.BackfillProgress.State;
import io.github.githubjirasync.sync.BackfillStore;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;

/**
 * Runs backfills, each in a thread of its own. A run waits while the queue holds
 * {@value #MOST_WAITING} jobs, so that deliveries always find room, and while an upstream
 * limits us or is away.
 */
final class BackgroundBackfill implements Backfill, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(BackgroundBackfill.class);

	/** A small part of what one instance's share of the queue takes. */
	static final int MOST_WAITING = 2000;

	private static final Duration A_MOMENT = Duration.ofMillis(500);

	private static final Duration WHEN_AWAY = Duration.ofSeconds(10);

	/** How long it goes on against failures in a row that may pass. */
	private static final int MOST_FAILURES = 30;

	private static final Duration STOPPING = Duration.ofSeconds(5);

	private final Links links;

	private final BackfillWalk walk;

	private final BackfillStore store;

	private final JobQueue queue;

	private final Clock clock;

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool((work) -> {
		Thread thread = new Thread(work, "backfill");
		thread.setDaemon(true);
		return thread;
	});

	BackgroundBackfill(Links links, BackfillWalk walk, BackfillStore store, JobQueue queue, Clock clock) {
		this.links = links;
		this.walk = walk;
		this.store = store;
		this.queue = queue;
		this.clock = clock;
	}

	@Override
	public BackfillProgress start(String name) {
		Link link = link(name);
		Origin first = BackfillWalk.firstSide(link);
		if (first == null) {
			throw new IllegalArgumentException("Link '" + name + "' is for any repository and any project; a backfill "
					+ "needs one that names what it is for");
		}
		String owner = UUID.randomUUID().toString();
		if (!this.store.hold(name, owner)) {
			throw new IllegalStateException("The backfill of link '" + name + "' runs already");
		}
		Instant now = this.clock.instant();
		this.store.cancel(name, false);
		BackfillProgress begun = this.store.find(name)
			.filter((last) -> last.state() != State.DONE)
			.map((last) -> last.in(State.RUNNING, null, now))
			.orElseGet(() -> new BackfillProgress(name, Long.toString(now.toEpochMilli(), Character.MAX_RADIX),
					State.RUNNING, first, null, 0, 0, 0, 0, null, null, now, now));
		this.store.save(begun);
		this.threads.execute(() -> run(begun, link, owner));
		return begun;
	}

	@Override
	public BackfillProgress cancel(String name) {
		link(name);
		if (!this.store.held(name)) {
			throw new IllegalStateException("No backfill of link '" + name + "' runs");
		}
		this.store.cancel(name, true);
		return progress(name).orElseThrow();
	}

	/** One that nobody runs, although it did not end, was interrupted. */
	@Override
	public Optional<BackfillProgress> progress(String name) {
		link(name);
		return this.store.find(name)
			.map((last) -> (last.state() == State.RUNNING && !this.store.held(name))
					? last.in(State.INTERRUPTED, null, last.updatedAt()) : last);
	}

	private Link link(String name) {
		return this.links.named(name)
			.orElseThrow(() -> new IllegalArgumentException("There is no link '" + name + "'"));
	}

	private void run(BackfillProgress begun, Link link, String owner) {
		BackfillProgress progress = begun;
		int failures = 0;
		while (progress.state() == State.RUNNING) {
			Duration pause = Duration.ZERO;
			@Nullable String why = null;
			try {
				if (this.store.cancelled(link.name())) {
					progress = progress.in(State.CANCELLED, null, this.clock.instant());
				}
				else if (!this.store.hold(link.name(), owner)) {
					// Another instance has taken this one for dead.
					return;
				}
				else if (this.queue.counts().waiting() >= MOST_WAITING) {
					pause = A_MOMENT;
					why = "room in the queue";
				}
				else {
					progress = this.walk.next(progress, link);
					failures = 0;
				}
			}
			catch (UpstreamException.RateLimited ex) {
				pause = Duration.between(this.clock.instant(), ex.until());
				why = ex.getMessage();
			}
			catch (UpstreamException.Transient | QueueUnavailableException | QueueFullException
					| DataAccessException ex) {
				failures++;
				pause = WHEN_AWAY;
				why = ex.getMessage();
				progress = (failures < MOST_FAILURES) ? progress : failed(progress, ex);
			}
			catch (RuntimeException ex) {
				progress = failed(progress, ex);
			}
			progress = progress.waiting((progress.state() == State.RUNNING) ? why : null);
			save(progress);
			if (progress.state() == State.RUNNING && !sleep(pause, link, owner)) {
				progress = progress.in(State.INTERRUPTED, null, this.clock.instant());
				save(progress);
			}
		}
		end(progress, owner);
	}

	private BackfillProgress failed(BackfillProgress progress, RuntimeException ex) {
		String message = Objects.requireNonNullElse(ex.getMessage(), ex.getClass().getSimpleName());
		logger.warn("The backfill of link {} failed: {}", progress.link(), message, ex);
		return progress.in(State.FAILED, message, this.clock.instant());
	}

	/** In short steps, since others ask it to end; {@code false} if the service stops. */
	private boolean sleep(Duration pause, Link link, String owner) {
		long end = System.nanoTime() + pause.toNanos();
		try {
			do {
				long left = Math.min(end - System.nanoTime(), A_MOMENT.toNanos());
				if (this.stopping.await(Math.max(0, left), TimeUnit.NANOSECONDS)) {
					return false;
				}
			}
			while (System.nanoTime() < end && goesOn(link, owner));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private boolean goesOn(Link link, String owner) {
		try {
			return this.store.hold(link.name(), owner) && !this.store.cancelled(link.name());
		}
		catch (DataAccessException ex) {
			return true;
		}
	}

	private void end(BackfillProgress progress, String owner) {
		logger.info("The backfill of link {} is {}: {} issues seen, {} enqueued, {} in step", progress.link(),
				progress.state(), progress.seen(), progress.enqueued(), progress.inStep());
		try {
			this.store.release(progress.link(), owner);
		}
		catch (DataAccessException ex) {
			logger.debug("The right to run the backfill ends by itself: {}", ex.toString());
		}
	}

	private void save(BackfillProgress progress) {
		try {
			this.store.save(progress);
		}
		catch (DataAccessException ex) {
			logger.warn("The progress of the backfill of link {} is not kept: {}", progress.link(), ex.toString());
		}
	}

	@Override
	public void destroy() throws InterruptedException {
		this.stopping.countDown();
		this.threads.shutdown();
		if (!this.threads.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
			this.threads.shutdownNow();
		}
	}

}
