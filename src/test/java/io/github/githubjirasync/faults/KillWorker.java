package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.githubjirasync.faults.LedgerEntry.Event;

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
				verdict.recovered(awaitRunAgain(stage, leases, at));
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

	/**
	 * Waits until each job has started under a newer lease, or is completed: its worker
	 * may have died between the settlement and its line in the ledger.
	 */
	private Duration awaitRunAgain(Stage stage, Collection<LedgerEntry> leases, long since) {
		long last = await().atMost(this.lease.plusSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> newestStart(stage, leases), (at) -> at != 0);
		return Duration.ofNanos(Math.max(0, last - since));
	}

	private static long newestStart(Stage stage, Collection<LedgerEntry> leases) {
		Map<String, LedgerEntry> starts = stage.entries()
			.stream()
			.filter((entry) -> entry.event() == Event.STARTED)
			.collect(Collectors.toMap(LedgerEntry::jobId, (entry) -> entry,
					(first, second) -> (first.token() > second.token()) ? first : second));
		long newest = 1;
		for (LedgerEntry lease : leases) {
			LedgerEntry start = starts.get(lease.jobId());
			if (start != null && start.token() > lease.token()) {
				newest = Math.max(newest, start.nanos());
			}
			else if (stage.commands().opsForZSet().score("{gjs:0}:completed", lease.jobId()) == null) {
				return 0;
			}
		}
		return newest;
	}

}
