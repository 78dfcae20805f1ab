package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces three worker processes one after the other under load, as a rolling update
 * does. Nothing runs twice.
 *
 * @param rounds how often each is replaced
 */
record RollingTermination(int rounds) implements Fault {

	private static final int WORKERS = 3;

	@Override
	public String name() {
		return "rolling-sigterm";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("worker.concurrency=4"))) {
			List<WorkerProcess> workers = stage.workers(WORKERS);
			stage.load(30, Duration.ofMillis(200));
			for (int round = 0; round < this.rounds; round++) {
				List<WorkerProcess> next = new ArrayList<>();
				for (WorkerProcess old : workers) {
					next.add(stage.worker().awaitReady());
					old.signal("TERM");
					verdict.injected();
					verdict.require(old.awaitEnd(Duration.ofSeconds(30)), "a worker did not end within 30 s");
					verdict.require(old.held().isEmpty(), "a worker ended with leases");
				}
				workers = next;
			}
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.judged(judge);
			verdict.figure("ran_twice: %d", judge.ranAgain().size());
			verdict.require(judge.ranAgain().isEmpty(), "jobs ran twice");
		}
		return verdict;
	}

}
