package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.faults.LedgerEntry.Event;

/**
 * Kills Redis under load and starts it again on the same data. All accepted jobs are
 * still there, and the workers that ran on go back to work within five seconds.
 *
 * @param appendFsync {@code everysec} or {@code always}
 * @param downtimes how long it is away each time
 */
record KillRedis(String appendFsync, List<Duration> downtimes) implements Fault {

	private static final Duration BAR = Duration.ofSeconds(5);

	@Override
	public String name() {
		return "kill9-redis-" + this.appendFsync;
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("queue.lease=2s", "worker.concurrency=4", "queue.max-crashes=100"),
				"--appendfsync", this.appendFsync)) {
			List<WorkerProcess> workers = stage.workers(2);
			stage.load(40, Duration.ofMillis(50));
			for (Duration downtime : this.downtimes) {
				stage.letRun(Duration.ofMillis(1_500));
				stage.redis().kill();
				verdict.injected();
				stage.letRun(downtime);
				stage.redis().restart();
				long back = System.nanoTime();
				verdict.recovered(stage.awaitAccepted(back, Duration.ofSeconds(90)));
				for (WorkerProcess worker : workers) {
					verdict.recovered(stage.await(worker, Event.STARTED, back, Duration.ofSeconds(90)));
				}
			}
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.judged(judge);
			verdict.figure("ran_again: %d", judge.ranAgain().size());
		}
		verdict.require(verdict.recovery().compareTo(BAR) <= 0, "working again took longer than 5 s");
		return verdict;
	}

}
