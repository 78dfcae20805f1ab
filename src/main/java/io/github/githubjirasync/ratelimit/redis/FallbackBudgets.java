package io.github.githubjirasync.ratelimit.redis;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Goes by the shared budgets, and by the instance's own while Redis does not answer: then
 * Redis is left alone for a second after each failure. Holds are kept in both, and what
 * was spent from the shared ones counts as spent from its own.
 */
final class FallbackBudgets implements Budgets {

	static final long PAUSE_MILLIS = 1000;

	private static final Logger logger = LoggerFactory.getLogger(FallbackBudgets.class);

	private final Budgets shared;

	private final LocalBudgets own;

	private final Clock clock;

	private final AtomicBoolean away = new AtomicBoolean();

	private volatile long nextTry;

	FallbackBudgets(Budgets shared, LocalBudgets own, Clock clock) {
		this.shared = shared;
		this.own = own;
		this.clock = clock;
	}

	@Override
	public Drawn draw(String account, List<Draw> draws) {
		if (this.away.get() && this.clock.millis() < this.nextTry) {
			return this.own.draw(account, draws);
		}
		try {
			Drawn drawn = this.shared.draw(account, draws);
			if (this.away.compareAndSet(true, false)) {
				logger.info("Redis answers again; upstreams are called within the shared budgets");
			}
			if (drawn.granted()) {
				this.own.spent(account, draws);
			}
			return drawn;
		}
		catch (DataAccessException ex) {
			failed(ex);
			return this.own.draw(account, draws);
		}
	}

	@Override
	public void tell(String account, List<Notice> notices) {
		this.own.tell(account, notices);
		if (this.away.get() && this.clock.millis() < this.nextTry) {
			return;
		}
		try {
			this.shared.tell(account, notices);
		}
		catch (DataAccessException ex) {
			failed(ex);
		}
	}

	private void failed(DataAccessException ex) {
		this.nextTry = this.clock.millis() + PAUSE_MILLIS;
		if (this.away.compareAndSet(false, true)) {
			logger.warn("The shared budgets cannot be drawn on ({}); this instance goes by its own count",
					ex.getMostSpecificCause().toString());
		}
	}

}
