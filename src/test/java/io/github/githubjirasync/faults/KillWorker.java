package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.githubjirasync.faults.LedgerEntry.Event;

/**
 * Kills a worker process at one step of a job, with others of its jobs at whatever step
 * they are, again and again. The jobs that it held run again within a lease and five
 * seconds, and no others do.
 *
 * @param step the step
 * @param times how often
 * @param lease the queue's lease
 */
record KillWorker(Step step, int times, Duration lease) implements Fault {

	private static final Duration SLACK = Duration.ofSeconds(5);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@Override
	public String name() {
		return "kill9-worker-" + this.step.name().toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("queue.lease=" + this.lease.toMillis() + "ms", "worker.concurrency=4",
				"queue.max-crashes=100"))) {
			stage.workers(1);
			stage.load(20, Duration.ofMillis(200));
			List<Kill> kills = new ArrayList<>();
			Set<String> held = new HashSet<>();
			for (int i = 0; i < this.times; i++) {
				WorkerProcess victim = stage.worker("freeze=" + this.step).awaitReady();
				stage.await(victim, Event.FROZEN, 0, LIMIT);
				long at = System.nanoTime();
				victim.kill();
				verdict.injected();
				Kill kill = new Kill(at, List.copyOf(victim.held().values()));
				kills.add(kill);
				kill.leases().forEach((lease) -> held.add(lease.key()));
			}
			for (Kill kill : kills) {
				verdict.recovered(Takeover.await(stage, kill.leases(), kill.nanos(), this.lease.plus(LIMIT)));
			}
			Judge judge = stage.finish(this.lease.plus(LIMIT));
			verdict.judged(judge);
			verdict.figure("ran_again: %d of %d held", judge.ranAgain().size(), held.size());
			verdict.require(held.containsAll(judge.ranAgain()), "jobs ran again that no killed worker held");
		}
		verdict.require(verdict.recovery().compareTo(this.lease.plus(SLACK)) <= 0,
				"recovery took longer than the lease and 5 s");
		return verdict;
	}

	/** A kill, and the leases that the worker held then. */
	private record Kill(long nanos, Collection<LedgerEntry> leases) {
	}

}
