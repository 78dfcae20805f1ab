package io.github.githubjirasync.queue.redis;

import java.time.Duration;

import io.github.githubjirasync.queue.QueueUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.actuate.health.Status;

/**
 * Says in the metrics whether Redis keeps jobs safe, as its health does; looked at once
 * in ten seconds at most. Alert when {@code github_jira_sync_queue_redis_unsafe} is 1.
 */
final class RedisSafetyMeters implements MeterBinder {

	private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

	private final RedisSafetyHealthIndicator redis;

	private double unsafe = Double.NaN;

	private long readAt;

	RedisSafetyMeters(RedisSafetyHealthIndicator redis) {
		this.redis = redis;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("github.jira.sync.queue.redis.unsafe", this, RedisSafetyMeters::read)
			.description("1 while Redis may lose jobs silently, else 0; NaN while it is away")
			.register(registry);
	}

	private synchronized double read() {
		long now = System.nanoTime();
		if (this.readAt == 0 || now - this.readAt > FRESH_NANOS) {
			try {
				this.unsafe = this.redis.look().getStatus().equals(Status.DOWN) ? 1 : 0;
			}
			catch (QueueUnavailableException ex) {
				this.unsafe = Double.NaN;
			}
			this.readAt = now;
		}
		return this.unsafe;
	}

}
