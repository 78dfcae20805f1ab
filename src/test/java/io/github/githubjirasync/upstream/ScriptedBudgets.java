package io.github.githubjirasync.upstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;
import org.jspecify.annotations.Nullable;

/**
 * Budgets that refuse what they are told to, and keep what they are asked and told.
 */
final class ScriptedBudgets implements Budgets {

	final List<String> accounts = new ArrayList<>();

	final List<Draw> draws = new ArrayList<>();

	final List<Notice> notices = new ArrayList<>();

	private final Queue<Refusal> refusals = new ArrayDeque<>();

	/** The next draw must wait for the budget of that name. */
	ScriptedBudgets refuse(String name, Duration wait) {
		this.refusals.add(new Refusal(name, wait));
		return this;
	}

	@Override
	public synchronized Drawn draw(String account, List<Draw> wanted) {
		this.accounts.add(account);
		this.draws.addAll(wanted);
		List<Long> left = wanted.stream().map((draw) -> 7L).toList();
		@Nullable Refusal refusal = this.refusals.poll();
		if (refusal == null) {
			return new Drawn(Duration.ZERO, -1, left);
		}
		int by = wanted.stream().map(Draw::name).toList().indexOf(refusal.name());
		return new Drawn(refusal.delay(), by, left);
	}

	@Override
	public synchronized void tell(String account, List<Notice> told) {
		this.notices.addAll(told);
	}

	synchronized List<String> holds() {
		return this.notices.stream()
			.filter(Notice.Hold.class::isInstance)
			.map((notice) -> ((Notice.Hold) notice).name() + " " + ((Notice.Hold) notice).duration().toMillis())
			.toList();
	}

	private record Refusal(String name, Duration delay) {
	}

}
