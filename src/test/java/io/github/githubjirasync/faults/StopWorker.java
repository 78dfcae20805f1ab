package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.githubjirasync.faults.LedgerEntry.Event;

import static org.awaitility.Awaitility.await;

/**
 * Freezes a worker process until others have taken its jobs, then lets it go on. What it
 * still wants to say about those jobs is refused.
 *
 * @param times how often
 * @param lease the queue's lease
 */
record StopWorker(int times, Duration lease) implements Fault {

	private static final Set<Event> ENDS = EnumSet.of(Event.COMPLETED, Event.LOST, Event.INTERRUPTED);

	@Override
	public String name() {
		return "sigstop";
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
			List<WorkerProcess> workers = stage.workers(2);
			stage.load(10, Duration.ofMillis(300));
			int refused = 0;
			for (int i = 0; i < this.times; i++) {
				WorkerProcess frozen = workers.get(i % 2);
				await().atMost(Duration.ofSeconds(30)).until(() -> !frozen.held().isEmpty());
				long at = System.nanoTime();
				frozen.signal("STOP");
				verdict.injected();
				Collection<LedgerEntry> leases = frozen.held().values();
				verdict.recovered(Takeover.await(stage, leases, at, this.lease.plusSeconds(60)));
				frozen.signal("CONT");
				await().atMost(this.lease.plusSeconds(30)).until(() -> ends(frozen, leases).size() >= leases.size());
				refused += (int) ends(frozen, leases).stream().filter((end) -> end != Event.COMPLETED).count();
			}
			verdict.judged(stage.finish(this.lease.plusSeconds(60)));
			verdict.figure("late_settlements_refused: %d", refused);
			verdict.require(refused > 0, "no settlement came late");
		}
		return verdict;
	}

	/**
	 * What became of leases in the process that held them. One may be completed: its
	 * settlement was on its way when the process froze.
	 */
	private static List<Event> ends(WorkerProcess worker, Collection<LedgerEntry> leases) {
		List<LedgerEntry> entries = worker.entries();
		return leases.stream()
			.flatMap((lease) -> entries.stream()
				.filter((entry) -> entry.jobId().equals(lease.jobId()) && entry.token() == lease.token())
				.map(LedgerEntry::event)
				.filter(ENDS::contains)
				.limit(1))
			.toList();
	}

}
