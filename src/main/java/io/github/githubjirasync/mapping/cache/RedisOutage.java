package io.github.githubjirasync.mapping.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps a Redis that is away or slow from slowing down the service: after a failure no
 * call is tried for 5 s; then a single one goes first, and its answer ends the outage or
 * begins the next 5 s. It goes on a new connection, since the old one may have died
 * without a word. Logs once when an outage begins and once when it ends.
 */
final class RedisOutage {

	static final Duration PAUSE = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(RedisOutage.class);

	private final Ticker ticker;

	private final Runnable reconnection;

	private final AtomicBoolean ongoing = new AtomicBoolean();

	private final AtomicLong nextTry = new AtomicLong();

	RedisOutage(Ticker ticker, Runnable reconnection) {
		this.ticker = ticker;
		this.reconnection = reconnection;
	}

	boolean ongoing() {
		return this.ongoing.get();
	}

	/**
	 * Makes a call unless Redis is known to be away.
	 * @return the answer, or empty if there is none
	 */
	<T> Optional<T> attempt(Supplier<T> call) {
		if (this.ongoing.get()) {
			if (!firstAfterPause()) {
				return Optional.empty();
			}
			this.reconnection.run();
		}
		try {
			T answer = call.get();
			if (this.ongoing.compareAndSet(true, false)) {
				logger.info("Redis answers again; mappings are cached in it again");
			}
			return Optional.of(answer);
		}
		catch (DataAccessException ex) {
			this.nextTry.set(this.ticker.read() + PAUSE.toNanos());
			if (this.ongoing.compareAndSet(false, true)) {
				logger.warn(
						"Redis does not serve the cache of mappings ({}); they are read from the database, "
								+ "and Redis is tried again every {} s",
						ex.getMostSpecificCause().toString(), PAUSE.toSeconds());
			}
			return Optional.empty();
		}
	}

	private boolean firstAfterPause() {
		long now = this.ticker.read();
		long due = this.nextTry.get();
		return now - due >= 0 && this.nextTry.compareAndSet(due, now + PAUSE.toNanos());
	}

}
