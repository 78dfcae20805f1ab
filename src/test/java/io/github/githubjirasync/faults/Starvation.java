package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.JobPriority;

/**
 * Floods the queue with more urgent jobs than may start, among them some of the other
 * priorities, some that fail once, and some whose workers are killed. No job is overtaken
 * by one that came later than the bound, and within a priority none is overtaken at all.
 *
 * @param duration for how long
 * @param bound the longest overtaking
 */
record Starvation(Duration duration, Duration bound) implements Fault {

	private static final int RATE = 100;

	private static final Duration BACKOFF = Duration.ofSeconds(1);

	private static final Duration LEASE = Duration.ofSeconds(2);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@Override
	public String name() {
		return "starvation";
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(
				List.of("queue.rate-per-second=" + RATE, "queue.max-overtake=" + this.bound.toMillis() + "ms",
						"queue.lease=" + LEASE.toMillis() + "ms", "queue.backoff.base=" + BACKOFF.toMillis() + "ms",
						"queue.backoff.jitter=0", "queue.max-crashes=100", "worker.concurrency=8"))) {
			Overtakings overtakings = new Overtakings(this.bound, BACKOFF, LEASE);
			stage.workers(2);
			flood(stage, JobPriority.HIGH, RATE * 6 / 5);
			flood(stage, JobPriority.NORMAL, RATE / 10);
			flood(stage, JobPriority.LOW, RATE / 10);
			long end = System.nanoTime() + this.duration.toNanos();
			while (System.nanoTime() < end) {
				// It freezes when it asks nothing of Redis, so that all its leases are
				// known.
				WorkerProcess victim = stage.worker("freeze=" + Step.SETTLING, "freeze.after=" + RATE).awaitReady();
				stage.await(victim, Event.FROZEN, 0, LIMIT);
				long at = System.nanoTime();
				victim.kill();
				verdict.injected();
				overtakings.killed(victim.held().values(), at);
			}
			Judge judge = stage.finish(this.duration.plusSeconds(60));
			verdict.judged(judge);
			overtakings.judge(stage.entries(), verdict);
			verdict.figure("ran_again: %d", judge.ranAgain().size());
		}
		return verdict;
	}

	/** Every tenth fails once. */
	private static void flood(Stage stage, JobPriority priority, int perSecond) {
		stage.producer()
			.start(perSecond,
					(number) -> new Work("p" + priority.number() + "-" + number, 20, (number % 10 == 0) ? 1 : 0)
						.toJob(priority, ""));
	}

}
