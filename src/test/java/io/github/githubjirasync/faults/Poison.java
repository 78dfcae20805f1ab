package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.DeadLetter;
import org.awaitility.Awaitility;

/**
 * Mixes jobs under the load, one after the other, that end whatever process runs them,
 * and starts each process again. Each such job becomes a dead letter after it has crashed
 * three workers; the jobs that ran beside it complete.
 *
 * @param jobs how many such jobs
 * @param lease the queue's lease
 */
record Poison(int jobs, Duration lease) implements Fault {

	private static final int CRASHES = 3;

	private static final int WORKERS = 3;

	@Override
	public String name() {
		return "poison";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("queue.lease=" + this.lease.toMillis() + "ms", "worker.concurrency=8"))) {
			List<WorkerProcess> workers = new ArrayList<>(stage.workers(WORKERS));
			List<WorkerProcess> gone = new ArrayList<>();
			stage.load(20, Duration.ofMillis(200));
			for (int i = 0; i < this.jobs; i++) {
				String key = "poison" + i;
				stage.producer().send(Work.poison(key).toJob());
				Awaitility.await()
					.atMost(this.lease.multipliedBy(CRASHES).plusSeconds(120))
					.pollInterval(Duration.ofMillis(100))
					.until(() -> {
						workers.replaceAll((worker) -> worker.alive() ? worker : next(worker, gone, stage, verdict));
						return deaths(stage).containsKey(key);
					});
				awaitEnds(stage, gone);
			}
			workers.forEach((worker) -> worker.awaitReady());
			verdict.judged(stage.finish(this.lease.plusSeconds(60)));
			judge(stage, verdict);
		}
		return verdict;
	}

	private static WorkerProcess next(WorkerProcess ended, List<WorkerProcess> gone, Stage stage, Verdict verdict) {
		gone.add(ended);
		verdict.injected();
		return stage.worker();
	}

	/**
	 * Waits until the jobs that ran beside a poison job have ended. To one that has
	 * crashed twice with it the next one would be the third.
	 */
	private static void awaitEnds(Stage stage, List<WorkerProcess> gone) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> gone.stream()
				.flatMap((worker) -> worker.held().keySet().stream())
				.allMatch((job) -> stage.state(job).filter(Takeover::atItsEnd).isPresent()));
		gone.clear();
	}

	private static Map<String, DeadLetter> deaths(Stage stage) {
		return stage.deadLetters()
			.stream()
			.collect(Collectors.toMap((dead) -> Work.parse(dead.job()).key(), (dead) -> dead));
	}

	private void judge(Stage stage, Verdict verdict) {
		Map<String, DeadLetter> deaths = deaths(stage);
		Set<String> innocent = deaths.keySet()
			.stream()
			.filter((key) -> !key.startsWith("poison"))
			.collect(Collectors.toSet());
		long runs = stage.entries()
			.stream()
			.filter((entry) -> entry.event() == Event.STARTED && entry.key().startsWith("poison"))
			.count();
		verdict.figure("poison_jobs: %d  their_runs: %d  innocent_dead: %d", this.jobs, runs, innocent.size());
		verdict.require(runs <= (long) CRASHES * this.jobs, "a poison job ran more than three times");
		verdict.require(innocent.isEmpty(), "jobs that ran beside a poison job died of it");
		verdict.require(
				deaths.values()
					.stream()
					.allMatch((dead) -> dead.failures().get(dead.failures().size() - 1).cause().startsWith("poison: ")),
				"a dead letter does not say that it is poison");
	}

}
