package io.github.githubjirasync.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The delay before the next attempt: {@code base * 2^(failures - 1)}, at most
 * {@code cap}, then spread by {@code jitter}. By default 2 s, 4 s, 8 s … at most 10 min,
 * each more or less a tenth.
 *
 * @param base the delay after the first failure, 1 ms or more
 * @param cap the longest delay before jitter, not below {@code base}
 * @param jitter the share by which a delay may be longer or shorter, 0 to 1
 */
public record Backoff(Duration base, Duration cap, double jitter) {

	private static final int MAX_DOUBLINGS = 40;

	public Backoff {
		if (base.toMillis() < 1 || cap.compareTo(base) < 0) {
			throw new IllegalArgumentException("A backoff needs 1 ms <= base <= cap, got " + base + " and " + cap);
		}
		if (!(jitter >= 0 && jitter <= 1)) {
			throw new IllegalArgumentException("Jitter is a share from 0 to 1, got " + jitter);
		}
	}

	/**
	 * The delay before the next attempt.
	 * @param failures how many attempts have failed, from 1
	 * @param random where the jitter comes from
	 * @return the delay, 1 ms or more
	 */
	public Duration delay(int failures, RandomGenerator random) {
		double doubled = this.base.toMillis() * Math.pow(2, Math.min(Math.max(failures, 1) - 1, MAX_DOUBLINGS));
		double capped = Math.min(doubled, this.cap.toMillis());
		double spread = 1 + this.jitter * (2 * random.nextDouble() - 1);
		return Duration.ofMillis(Math.max(1, Math.round(capped * spread)));
	}

}
