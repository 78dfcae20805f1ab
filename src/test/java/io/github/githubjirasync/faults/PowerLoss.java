package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.githubjirasync.faults.LedgerEntry.Event;

/**
 * Loses what Redis wrote in its last second, as a power failure does with
 * {@code appendfsync everysec}. Nothing else is lost or done again: what is missing was
 * accepted, and what is completed twice was completed, within that second.
 *
 * @param times how often
 */
record PowerLoss(int times) implements Fault {

	/** Later than Redis's answer was, by the time that it takes to write it down. */
	private static final Duration LEDGER_LAG = Duration.ofMillis(250);

	@Override
	public String name() {
		return "power-loss-everysec";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		Set<String> acceptedLate = new HashSet<>();
		Set<String> completedLate = new HashSet<>();
		try (Stage stage = new Stage(List.of("queue.lease=2s", "worker.concurrency=4", "queue.max-crashes=100"))) {
			List<WorkerProcess> workers = stage.workers(2);
			stage.load(40, Duration.ofMillis(50));
			for (int i = 0; i < this.times; i++) {
				Size synced = sizeASecondBeforeTheEnd(stage);
				verdict.injected();
				new AppendOnlyFile(stage.redisFolder()).cut(synced.bytes());
				stage.redis().restart();
				long back = System.nanoTime();
				acceptedLate.addAll(keys(stage, Event.ACCEPTED, synced.nanos(), back));
				completedLate.addAll(keys(stage, Event.COMPLETED, synced.nanos(), back));
				for (WorkerProcess worker : workers) {
					verdict.recovered(stage.await(worker, Event.STARTED, back, Duration.ofSeconds(90)));
				}
			}
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.figure("jobs: %d  lost_of_last_second: %d of %d  completed_again: %d of %d",
					judge.accepted().size(), judge.lost().size(), acceptedLate.size(), judge.doubled().size(),
					completedLate.size());
			verdict.require(acceptedLate.containsAll(judge.lost()), "lost jobs accepted before the last second");
			verdict.require(completedLate.containsAll(judge.doubled()),
					"completed jobs again that were completed before the last second");
		}
		return verdict;
	}

	private static Set<String> keys(Stage stage, Event event, long since, long until) {
		return stage.entries()
			.stream()
			.filter((entry) -> entry.event() == event && entry.nanos() > since && entry.nanos() < until)
			.map(LedgerEntry::key)
			.collect(Collectors.toSet());
	}

	/** Kills Redis under load. */
	private static Size sizeASecondBeforeTheEnd(Stage stage) {
		AppendOnlyFile file = new AppendOnlyFile(stage.redisFolder());
		Deque<Size> sizes = new ArrayDeque<>();
		ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
		sampler.scheduleAtFixedRate(() -> sizes.add(new Size(System.nanoTime(), file.size())), 0, 20,
				TimeUnit.MILLISECONDS);
		stage.letRun(Duration.ofMillis(2_500));
		sampler.shutdown();
		try {
			sampler.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		stage.redis().kill();
		long end = System.nanoTime();
		Size size = sizes.stream()
			.filter((sample) -> sample.nanos() < end - TimeUnit.SECONDS.toNanos(1))
			.reduce((first, second) -> second)
			.orElseThrow();
		return new Size(size.nanos() - LEDGER_LAG.toNanos(), size.bytes());
	}

	/** How large the file was. */
	private record Size(long nanos, long bytes) {
	}

}
