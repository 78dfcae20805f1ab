package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of the queue. They are read from Redis together, at most once a second, and
 * are not a number while Redis is away. Alert when
 * {@code github_jira_sync_queue_waiting_jobs} stays above 1,000 or
 * {@code github_jira_sync_queue_dead_jobs} grows, and when
 * {@code github_jira_sync_queue_partitions_away} is not 0.
 */
final class QueueMeters implements MeterBinder {

	private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

	private final JobQueue queue;

	private final Outages outages;

	private @Nullable QueueCounts counts;

	private long readAt;

	QueueMeters(JobQueue queue, Outages outages) {
		this.queue = queue;
		this.outages = outages;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "queue.waiting.jobs", "Jobs that wait, also behind others of their lane", QueueCounts::waiting);
		gauge(registry, "queue.delayed.jobs", "Jobs that wait for a time", QueueCounts::delayed);
		gauge(registry, "queue.active.jobs", "Jobs that a worker holds", QueueCounts::active);
		gauge(registry, "queue.completed.jobs", "Completed jobs that are kept", QueueCounts::completed);
		gauge(registry, "queue.dead.jobs", "Dead letters", QueueCounts::dead);
		gauge(registry, "queue.oldest.waiting.seconds", "Age of the job that is next by priority and age",
				(read) -> read.oldestWaiting().toMillis() / 1000.0);
		share(registry);
		Gauge.builder("github.jira.sync.queue.partitions.away", this.outages, (outages) -> outages.away().size())
			.description("Partitions that do not answer; always 0 with one partition")
			.register(registry);
	}

	/** The one gauge that tells of this instance alone: an autoscaler adds it up. */
	private void share(MeterRegistry registry) {
		Gauge.builder("queue.waiting.jobs", this, (meters) -> meters.read(QueueCounts::waitingShare))
			.description("This instance's share of the jobs that wait: all of them, divided by the live instances")
			.register(registry);
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<QueueCounts> value) {
		Gauge.builder("github.jira.sync." + name, this, (meters) -> meters.read(value))
			.description(description)
			.register(registry);
	}

	private synchronized double read(ToDoubleFunction<QueueCounts> value) {
		long now = System.nanoTime();
		if (this.readAt == 0 || now - this.readAt > FRESH_NANOS) {
			try {
				this.counts = this.queue.counts();
			}
			catch (QueueUnavailableException ex) {
				this.counts = null;
			}
			this.readAt = now;
		}
		return (this.counts != null) ? value.applyAsDouble(this.counts) : Double.NaN;
	}

}
