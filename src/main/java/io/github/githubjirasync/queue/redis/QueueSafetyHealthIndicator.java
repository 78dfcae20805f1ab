package io.github.githubjirasync.queue.redis;

import io.github.githubjirasync.queue.QueueUnavailableException;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Says whether an instance may take deliveries, for the readiness probe: not while Redis
 * would lose their jobs silently. A Redis that cannot be reached changes nothing, since
 * senders are then told so with 503 and {@code Retry-After}.
 */
final class QueueSafetyHealthIndicator implements HealthIndicator {

	private final RedisSafetyHealthIndicator redis;

	private volatile Health last = Health.unknown().build();

	QueueSafetyHealthIndicator(RedisSafetyHealthIndicator redis) {
		this.redis = redis;
	}

	@Override
	public Health health() {
		try {
			this.last = this.redis.look();
		}
		catch (QueueUnavailableException ex) {
			// The component "queue" says so.
		}
		return this.last;
	}

}
