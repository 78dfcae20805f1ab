package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.testing.RedisProcess;

/**
 * Lets replicas of a cluster take over under load: orderly, and after a {@code kill -9}
 * of their master. Every accepted job completes once, and workers go on within ten
 * seconds.
 *
 * @param times how often of each
 */
record MasterFailover(int times) implements Fault {

	private static final Duration BAR = Duration.ofSeconds(10);

	@Override
	public String name() {
		return "master-failover";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		ClusterServers servers = ClusterServers.start(1);
		try (Stage stage = new Stage(servers,
				List.of("queue.lease=2s", "worker.concurrency=4", "queue.max-crashes=100"))) {
			stage.workers(2);
			stage.load(60, Duration.ofMillis(20));
			Duration orderly = Duration.ZERO;
			for (int i = 0; i < this.times; i++) {
				stage.letRun(Duration.ofMillis(1_500));
				servers.cluster().send(servers.cluster().replicaOf(servers.master(i)), "CLUSTER", "FAILOVER");
				Duration took = ClusterServers.awaitAllPartitions(stage, System.nanoTime());
				orderly = (took.compareTo(orderly) > 0) ? took : orderly;
				verdict.injected();
				servers.cluster().awaitOk();

				stage.letRun(Duration.ofMillis(1_500));
				RedisProcess master = servers.master(i + 1);
				master.kill();
				verdict.injected();
				verdict.recovered(ClusterServers.awaitAllPartitions(stage, System.nanoTime()));
				master.restart();
				servers.cluster().awaitOk();
			}
			verdict.recovered(orderly);
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.judged(judge);
			long failed = stage.entries()
				.stream()
				.filter((entry) -> entry.event() == Event.DELAYED || entry.event() == Event.DEAD)
				.count();
			verdict.figure("orderly_seconds: %s  failed: %d  refused: %s  ran_again: %d", Verdict.seconds(orderly),
					failed, stage.producer().refused(), judge.ranAgain().size());
			verdict.require(failed == 0, "jobs failed");
		}
		verdict.require(verdict.recovery().compareTo(BAR) <= 0, "going on took longer than 10 s");
		return verdict;
	}

}
