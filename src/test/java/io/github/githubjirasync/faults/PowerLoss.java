package io.github.githubjirasync.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.testing.ScratchFolder;

/**
 * Kills Redis and cuts off its file what had not reached the disk, as a power failure
 * does. With {@code everysec} jobs may be lost, or run again, that were accepted or
 * completed within the last second and the time that the disk takes to sync; with
 * {@code always} none.
 *
 * @param appendFsync {@code everysec} or {@code always}
 * @param times how often
 */
record PowerLoss(String appendFsync, int times) implements Fault {

	/** An answer of Redis is in the ledger that much later. */
	private static final Duration LEDGER_LAG = Duration.ofMillis(250);

	/** A second, and a tick of the clock by which Redis counts it. */
	private static final Duration BAR = Duration.ofMillis(1_100);

	@Override
	public String name() {
		return "power-loss-" + this.appendFsync;
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		verdict.require(SyncedBytes.available(), "needs strace (Debian's package strace)");
		if (!SyncedBytes.available()) {
			return verdict;
		}
		Path logs = ScratchFolder.create("fault-strace");
		try (Stage stage = new Stage(List.of("queue.lease=2s", "worker.concurrency=4", "queue.max-crashes=100"),
				"--appendfsync", this.appendFsync)) {
			List<WorkerProcess> workers = stage.workers(2);
			// More than the workers can do, so that accepted jobs wait.
			stage.load(40, Duration.ofMillis(250));
			List<Long> cuts = new ArrayList<>();
			long bytes = 0;
			Duration slowest = Duration.ZERO;
			for (int i = 0; i < this.times; i++) {
				AppendOnlyFile file = new AppendOnlyFile(stage.redisFolder());
				SyncedBytes synced = SyncedBytes.watch(stage.redis().pid(), file, logs.resolve(i + ".log"));
				// Another moment within the second between two syncs each time.
				stage.letRun(Duration.ofMillis(2_500 + 1_000L * i / this.times));
				stage.redis().kill();
				cuts.add(System.nanoTime());
				verdict.injected();
				long left = synced.atTheEnd();
				slowest = Collections.max(List.of(slowest, synced.slowestSync()));
				bytes += file.size() - left;
				file.cut(left);
				stage.redis().restart();
				long back = System.nanoTime();
				for (WorkerProcess worker : workers) {
					verdict.recovered(stage.await(worker, Event.STARTED, back, Duration.ofSeconds(90)));
				}
			}
			Judge judge = stage.finish(Duration.ofSeconds(90));
			verdict.figure("bytes_cut: %d  slowest_sync_ms: %d", bytes, slowest.toMillis());
			verdict.require(bytes > 0 || this.appendFsync.equals("always"), "nothing was cut off");
			judge(judge, cuts, stage.entries(), BAR.plus(slowest), verdict);
		}
		finally {
			ScratchFolder.delete(logs);
		}
		return verdict;
	}

	private void judge(Judge judge, List<Long> cuts, List<LedgerEntry> entries, Duration bar, Verdict verdict) {
		Set<String> completedTwice = new HashSet<>(judge.doubled());
		completedTwice.removeAll(judge.effectsTwice());
		verdict.judgedAfterPowerLoss(judge);
		Duration lost = age(judge.lost(), Event.ACCEPTED, cuts, entries);
		Duration again = age(completedTwice, Event.COMPLETED, cuts, entries);
		verdict.figure("lost_by_power: %d  oldest_lost_ms: %d  completed_again: %d  oldest_completed_again_ms: %d",
				judge.lost().size(), lost.toMillis(), completedTwice.size(), again.toMillis());
		if (this.appendFsync.equals("always")) {
			verdict.require(judge.lost().isEmpty(), "jobs were lost");
			verdict.require(completedTwice.isEmpty(), "jobs were completed again");
		}
		else {
			verdict.require(lost.compareTo(bar) <= 0, "lost jobs accepted more than a second and a sync before");
			verdict.require(again.compareTo(bar.plus(LEDGER_LAG)) <= 0,
					"completed jobs again that were completed more than a second and a sync before");
		}
	}

	/** How long before a cut the oldest of these jobs was accepted or completed. */
	private static Duration age(Set<String> keys, Event event, List<Long> cuts, List<LedgerEntry> entries) {
		Set<String> seen = new HashSet<>();
		return Duration.ofNanos(entries.stream()
			.filter((entry) -> entry.event() == event && keys.contains(entry.key()))
			.sorted(Comparator.comparingLong(LedgerEntry::nanos))
			.filter((entry) -> seen.add(entry.key()))
			.mapToLong((entry) -> cuts.stream()
				.mapToLong((cut) -> cut - entry.nanos())
				.filter((age) -> age >= 0)
				.min()
				.orElse(0))
			.max()
			.orElse(0));
	}

}
