package io.github.githubjirasync.ratelimit.redis;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;

/**
 * Budgets that one instance counts alone, each limit cut to a share of it.
 */
final class LocalBudgets implements Budgets {

	/** Of names no longer used; an account has some for each issue that it wrote to. */
	private static final int MOST_NAMES = 10_000;

	private final Map<String, LocalAccount> accounts = new ConcurrentHashMap<>();

	private final Clock clock;

	private final double share;

	LocalBudgets(Clock clock, double share) {
		this.clock = clock;
		this.share = share;
	}

	@Override
	public Drawn draw(String account, List<Draw> draws) {
		return account(account).draw(draws, this.clock.millis());
	}

	/** Something was spent elsewhere that counts here too. */
	void spent(String account, List<Draw> draws) {
		account(account).spent(draws, this.clock.millis());
	}

	@Override
	public void tell(String account, List<Notice> notices) {
		account(account).tell(notices, this.clock.millis());
	}

	private LocalAccount account(String name) {
		return this.accounts.computeIfAbsent(name, (unknown) -> new LocalAccount(this.share, MOST_NAMES));
	}

}
