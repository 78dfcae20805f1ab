package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.githubjirasync.queue.AttemptListener;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.Settlement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Makes one attempt at a job: hands it to the handler, times it, and says in the log what
 * became of it.
 * <p>
 * Meters: {@code github_jira_sync_jobs_total} by kind and outcome;
 * {@code github_jira_sync_errors_total} by kind and result (alert when it grows faster
 * than 1 % of the jobs); {@code github_jira_sync_job_duration_seconds} by kind.
 */
final class JobRunner {

	private static final Logger logger = LoggerFactory.getLogger(JobRunner.class);

	private static final String[] MDC_KEYS = { "deliveryId", "jobId", "attempt", "issue" };

	private static final List<String> SWEEPS = List.of("recovered", "promoted", "trimmed");

	private final JobHandler handler;

	private final MeterRegistry meters;

	private final List<AttemptListener> listeners;

	/** To look a meter up in the registry takes longer than to use it. */
	private final Map<String, Timer> durations = new ConcurrentHashMap<>();

	private final Map<CounterKey, Counter> counters = new ConcurrentHashMap<>();

	JobRunner(JobHandler handler, MeterRegistry meters, List<AttemptListener> listeners) {
		this.handler = handler;
		this.meters = meters;
		this.listeners = List.copyOf(listeners);
		// From the start, so that a rate can be taken of the first one that counts.
		SWEEPS.forEach(this::swept);
	}

	MeterRegistry meters() {
		return this.meters;
	}

	JobOutcome run(Job job) throws InterruptedException {
		String[] values = { String.join(",", job.deliveries()), job.id(), Integer.toString(job.attempt()), job.lane() };
		for (int i = 0; i < MDC_KEYS.length; i++) {
			MDC.put(MDC_KEYS[i], values[i]);
		}
		long start = System.nanoTime();
		try {
			return this.handler.handle(job);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Job {} failed with an unexpected error", job.id(), ex);
			return new JobOutcome.Retry("unexpected: " + ex);
		}
		finally {
			long nanos = System.nanoTime() - start;
			this.durations.computeIfAbsent(job.kind(), this::duration).record(nanos, TimeUnit.NANOSECONDS);
			tell((listener) -> listener.ran(job, Duration.ofNanos(nanos)));
			for (String key : MDC_KEYS) {
				MDC.remove(key);
			}
		}
	}

	/** Whatever a listener does, it changes nothing for the job. */
	private void tell(Consumer<AttemptListener> what) {
		for (AttemptListener listener : this.listeners) {
			try {
				what.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("An attempt was not noted by {}", listener.getClass().getSimpleName(), ex);
			}
		}
	}

	private Timer duration(String kind) {
		return Timer.builder("github.jira.sync.job.duration")
			.description("Time that one attempt at a job took")
			.tag("kind", kind)
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofMinutes(1))
			.register(this.meters);
	}

	private Counter counter(String name, String description, Job job, String tag, String value) {
		return this.counters.computeIfAbsent(new CounterKey(name, job.kind(), value),
				(key) -> Counter.builder("github.jira.sync." + name)
					.description(description)
					.tag("kind", key.kind())
					.tag(tag, value)
					.register(this.meters));
	}

	/** Counts and logs what a settlement did, once the queue has answered. */
	void settled(Settlement settlement, Settled settled) {
		Job job = settlement.lease().job();
		JobOutcome outcome = settlement.outcome();
		String name = name(outcome, settled);
		count(job, name);
		tell((listener) -> listener.settled(job, outcome, settled));
		String text = text(outcome);
		if (settled == Settled.LOST) {
			logger.warn("Job {} attempt {} came too late: its lease was lost, so another attempt decides", job.id(),
					job.attempt());
		}
		else if (outcome instanceof JobOutcome.Retry || outcome instanceof JobOutcome.Dead) {
			counter("errors", "Failed attempts by result: retry (it runs again) or dead", job, "result", name)
				.increment();
			if (settled == Settled.DEAD) {
				logger.error("{}; job {} dead after attempt {} (lane {})", text, job.id(), job.attempt(), job.lane());
			}
			else {
				logger.warn("{}; job {} runs again after attempt {} of {} (lane {})", text, job.id(), job.attempt(),
						job.retry().attempts(), job.lane());
			}
		}
		else {
			logger.info("Job {} {}: {} (lane {})", job.id(), name, text, job.lane());
		}
	}

	/** Counts an attempt that was interrupted because its lease was lost. */
	void lost(Job job) {
		count(job, "lost");
	}

	private void count(Job job, String outcome) {
		counter("jobs", "Attempts by outcome: done, ignored, retry, snooze, move, dead or lost", job, "outcome",
				outcome)
			.increment();
	}

	/**
	 * Counts jobs that a sweep moved: recovered from a lost worker, promoted because due,
	 * trimmed because old.
	 */
	void swept(String what, int jobs) {
		swept(what).increment(jobs);
		if (what.equals("recovered")) {
			logger.warn("{} jobs were recovered, whose workers crashed or stalled", jobs);
		}
	}

	private Counter swept(String what) {
		return Counter.builder("github.jira.sync.jobs.swept")
			.description(
					"Jobs that a sweep moved: recovered from a lost worker, promoted because due, trimmed because old")
			.tag("what", what)
			.register(this.meters);
	}

	private static String name(JobOutcome outcome, Settled settled) {
		if (settled == Settled.LOST) {
			return "lost";
		}
		if (settled == Settled.DEAD) {
			return "dead";
		}
		if (outcome instanceof JobOutcome.Retry) {
			return "retry";
		}
		if (outcome instanceof JobOutcome.Snooze) {
			return "snooze";
		}
		if (outcome instanceof JobOutcome.Move) {
			return "move";
		}
		return (outcome instanceof JobOutcome.Ignored) ? "ignored" : "done";
	}

	private static String text(JobOutcome outcome) {
		if (outcome instanceof JobOutcome.Done done) {
			return done.summary();
		}
		if (outcome instanceof JobOutcome.Ignored ignored) {
			return ignored.reason();
		}
		if (outcome instanceof JobOutcome.Retry retry) {
			return retry.cause();
		}
		if (outcome instanceof JobOutcome.Snooze snooze) {
			return snooze.reason();
		}
		if (outcome instanceof JobOutcome.Move move) {
			return "to lane " + move.lane();
		}
		return (outcome instanceof JobOutcome.Dead dead) ? dead.cause() : Objects.toString(outcome);
	}

	/** What a counter counts. */
	private record CounterKey(String name, String kind, String value) {
	}

}
