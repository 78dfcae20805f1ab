package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.RedisSentinels;

/**
 * Kills a master that sentinels watch, under load. They promote its replica; every
 * accepted job completes once, and workers go on within ten seconds.
 *
 * @param times how often
 */
record SentinelFailover(int times) implements Fault {

	private static final Duration BAR = Duration.ofSeconds(10);

	@Override
	public String name() {
		return "sentinel-failover";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		RedisSentinels redis = RedisSentinels.start();
		try (Stage stage = new Stage(new SentinelServers(redis),
				List.of("queue.lease=2s", "worker.concurrency=4", "queue.max-crashes=100"))) {
			List<WorkerProcess> workers = stage.workers(2);
			stage.load(60, Duration.ofMillis(20));
			for (int i = 0; i < this.times; i++) {
				stage.letRun(Duration.ofMillis(1_500));
				RedisProcess master = redis.master();
				master.kill();
				verdict.injected();
				long gone = System.nanoTime();
				verdict.recovered(stage.awaitAccepted(gone, Duration.ofSeconds(60)));
				for (WorkerProcess worker : workers) {
					verdict.recovered(stage.await(worker, Event.LEASED, gone + Duration.ofMillis(500).toNanos(),
							Duration.ofSeconds(60)));
				}
				master.restart();
				redis.awaitReplica();
			}
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.judged(judge);
			verdict.figure("refused: %s  ran_again: %d", stage.producer().refused(), judge.ranAgain().size());
		}
		verdict.require(verdict.recovery().compareTo(BAR) <= 0, "going on took longer than 10 s");
		return verdict;
	}

	/** The master that the sentinels name. */
	private record SentinelServers(RedisSentinels redis) implements Servers {

		@Override
		public List<String> connection() {
			return List.of("spring.data.redis.sentinel.nodes=" + this.redis.addresses(),
					"spring.data.redis.sentinel.master=" + RedisSentinels.MASTER);
		}

		@Override
		public void close() {
			this.redis.close();
		}

	}

}
