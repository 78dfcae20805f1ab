package io.github.githubjirasync.ops.history;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.github.githubjirasync.queue.AttemptListener;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueCounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Counts what this instance does in each minute, and keeps the counts every few seconds.
 */
final class HistoryRecorder implements AttemptListener, InitializingBean, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(HistoryRecorder.class);

	static final Duration INTERVAL = Duration.ofSeconds(5);

	private final HistoryStore store;

	private final ObjectProvider<JobQueue> queue;

	private final Clock clock;

	/** Of its own for each start, so that a restart within a minute does not undo it. */
	private final String instance = UUID.randomUUID().toString().substring(0, 8);

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "ops-history");
		thread.setDaemon(true);
		return thread;
	});

	private volatile Minute current = new Minute(0);

	private boolean failing;

	HistoryRecorder(HistoryStore store, ObjectProvider<JobQueue> queue, Clock clock) {
		this.store = store;
		this.queue = queue;
		this.clock = clock;
	}

	@Override
	public void afterPropertiesSet() {
		this.timer.scheduleWithFixedDelay(this::record, 1, INTERVAL.toSeconds(), TimeUnit.SECONDS);
	}

	@Override
	public void destroy() {
		this.timer.shutdownNow();
	}

	@Override
	public void ran(Job job, Duration took) {
		minute().durations.add(took.toMillis());
	}

	@Override
	public void settled(Job job, JobOutcome outcome, Settled settled) {
		Minute minute = minute();
		if (outcome instanceof JobOutcome.Retry retry) {
			minute.failed(retry.cause());
		}
		else if (outcome instanceof JobOutcome.Dead dead) {
			minute.failed(dead.cause());
		}
		if (settled == Settled.DEAD) {
			minute.died.increment();
		}
		else if (outcome instanceof JobOutcome.Retry) {
			minute.retried.increment();
		}
		else if (outcome instanceof JobOutcome.Snooze) {
			minute.snoozed.increment();
		}
		else if (outcome instanceof JobOutcome.Ignored) {
			minute.ignored.increment();
		}
		else if (outcome instanceof JobOutcome.Done) {
			minute.done.increment();
		}
	}

	/** Keeps what has been counted. Also the last of a minute that has just ended. */
	void record() {
		try {
			Minute counted = this.current;
			QueueCounts counts = this.queue.getObject().counts();
			if (counted.number != 0) {
				this.store.put(counted.number, this.instance, counted.row(counts));
			}
			Minute now = minute();
			if (now != counted) {
				this.store.put(now.number, this.instance, now.row(counts));
			}
			this.failing = false;
		}
		catch (RuntimeException ex) {
			if (!this.failing) {
				logger.warn("The history of the console is not kept ({}); it is tried again", ex.getMessage());
			}
			this.failing = true;
		}
	}

	private Minute minute() {
		long number = this.clock.instant().getEpochSecond() / 60;
		Minute minute = this.current;
		if (minute.number == number) {
			return minute;
		}
		synchronized (this) {
			if (this.current.number != number) {
				// Attempts that end while the old one is kept for the last time are not
				// counted; it is a chart.
				Minute ended = this.current;
				this.current = new Minute(number);
				this.timer.execute(() -> keep(ended));
			}
			return this.current;
		}
	}

	private void keep(Minute ended) {
		try {
			if (ended.number != 0) {
				this.store.put(ended.number, this.instance, ended.row(null));
			}
		}
		catch (RuntimeException ex) {
			logger.debug("A minute of the history was not kept", ex);
		}
	}

	/** The counts of one minute. */
	private static final class Minute {

		private final long number;

		private final Durations durations = new Durations();

		private final LongAdder done = new LongAdder();

		private final LongAdder ignored = new LongAdder();

		private final LongAdder retried = new LongAdder();

		private final LongAdder snoozed = new LongAdder();

		private final LongAdder died = new LongAdder();

		private final Map<CauseGroup, LongAdder> causes = new EnumMap<>(CauseGroup.class);

		private MinuteRow.Depth depth = MinuteRow.Depth.NONE;

		private Minute(long number) {
			this.number = number;
			for (CauseGroup group : CauseGroup.values()) {
				this.causes.put(group, new LongAdder());
			}
		}

		private void failed(String cause) {
			LongAdder count = this.causes.get(CauseGroup.of(cause));
			if (count != null) {
				count.increment();
			}
		}

		private MinuteRow row(@Nullable QueueCounts counts) {
			if (counts != null) {
				this.depth = new MinuteRow.Depth(counts.waiting(), counts.delayed(), counts.active(), counts.dead(),
						counts.oldestWaiting().toSeconds());
			}
			Map<String, Long> failed = new HashMap<>();
			this.causes.forEach((group, count) -> {
				if (count.sum() > 0) {
					failed.put(group.name(), count.sum());
				}
			});
			return new MinuteRow(this.done.sum(), this.ignored.sum(), this.retried.sum(), this.snoozed.sum(),
					this.died.sum(), this.durations.counts(), failed, this.depth);
		}

	}

}
