package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.testing.RedisProcess;

/**
 * Moves a partition from one master of a cluster to another under load, and holds the
 * move up halfway for a second. No job fails, and the workers go on within ten seconds.
 *
 * @param times how often
 */
record SlotMigration(int times) implements Fault {

	private static final Duration BAR = Duration.ofSeconds(10);

	private static final Duration HALFWAY = Duration.ofSeconds(1);

	@Override
	public String name() {
		return "slot-migration";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		ClusterServers servers = ClusterServers.start(0);
		try (Stage stage = new Stage(servers,
				List.of("queue.lease=10s", "worker.concurrency=4", "worker.heartbeat-interval=1s"))) {
			int slot = servers.firstSlot();
			stage.workers(2);
			stage.load(60, Duration.ofMillis(20));
			for (int i = 0; i < this.times; i++) {
				stage.letRun(Duration.ofMillis(1_500));
				RedisProcess source = servers.cluster().masterOf(slot);
				RedisProcess target = servers.master(i);
				if (target == source) {
					target = servers.master(i + 1);
				}
				long from = System.nanoTime();
				servers.cluster().migrate(slot, target, () -> stage.letRun(HALFWAY));
				verdict.injected();
				verdict.recovered(ClusterServers.awaitAllPartitions(stage, from));
			}
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.judged(judge);
			long failed = stage.entries()
				.stream()
				.filter((entry) -> entry.event() == Event.DELAYED || entry.event() == Event.DEAD)
				.count();
			verdict.figure("failed: %d  refused: %s  ran_again: %d", failed, stage.producer().refused(),
					judge.ranAgain().size());
			verdict.require(failed == 0, "jobs failed");
		}
		verdict.require(verdict.recovery().compareTo(BAR) <= 0, "going on took longer than 10 s");
		return verdict;
	}

}
