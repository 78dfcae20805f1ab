package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.awaitility.Awaitility.await;

/**
 * Kills a worker process in the middle of its jobs, again and again. The jobs that it
 * held run again within a lease and five seconds, and no others do.
 *
 * @param times how often
 * @param lease the queue's lease
 */
record KillWorker(int times, Duration lease) implements Fault {

	private static final Duration SLACK = Duration.ofSeconds(5);

	@Override
	public String name() {
		return "kill9-worker";
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("queue.lease=" + this.lease.toMillis() + "ms", "worker.concurrency=4",
				"queue.max-crashes=100"))) {
			WorkerProcess victim = stage.workers(1).get(0);
			stage.load(20, Duration.ofMillis(200));
			Set<String> held = new HashSet<>();
			for (int i = 0; i < this.times; i++) {
				WorkerProcess next = stage.worker().awaitReady();
				WorkerProcess killed = victim;
				await().atMost(Duration.ofSeconds(30)).until(() -> !killed.held().isEmpty());
				long at = System.nanoTime();
				killed.kill();
				verdict.injected();
				Collection<LedgerEntry> leases = killed.held().values();
				leases.forEach((lease) -> held.add(lease.key()));
				verdict.recovered(Takeover.await(stage, leases, at, this.lease.plusSeconds(60)));
				victim = next;
			}
			Judge judge = stage.finish(this.lease.plusSeconds(60));
			verdict.judged(judge);
			verdict.figure("ran_again: %d of %d held", judge.ranAgain().size(), held.size());
			verdict.require(held.containsAll(judge.ranAgain()), "jobs ran again that no killed worker held");
		}
		verdict.require(verdict.recovery().compareTo(this.lease.plus(SLACK)) <= 0,
				"recovery took longer than the lease and 5 s");
		return verdict;
	}

}
