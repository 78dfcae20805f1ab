package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.RedisSentinels;

/**
 * Lets sentinels replace a master under load: by hand while it lives, its writes paused
 * before, and since it was killed. Every accepted job completes once, and workers go on
 * within ten seconds.
 *
 * @param times how often of each
 */
record SentinelFailover(int times) implements Fault {

	private static final Duration BAR = Duration.ofSeconds(10);

	private static final Duration LIMIT = Duration.ofSeconds(60);

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
			Duration byHand = Duration.ZERO;
			for (int i = 0; i < this.times; i++) {
				stage.letRun(Duration.ofMillis(1_500));
				long asked = System.nanoTime();
				redis.pauseWrites();
				redis.failOver();
				verdict.injected();
				Duration took = awaitAll(stage, workers, asked);
				byHand = (took.compareTo(byHand) > 0) ? took : byHand;
				redis.awaitAgreement();

				stage.letRun(Duration.ofMillis(1_500));
				RedisProcess master = redis.master();
				master.kill();
				verdict.injected();
				verdict.recovered(awaitAll(stage, workers, System.nanoTime()));
				redis.awaitAgreement();
				master.restart();
				redis.awaitAgreement();
			}
			verdict.recovered(byHand);
			Judge judge = stage.finish(LIMIT);
			verdict.judged(judge);
			verdict.figure("by_hand_seconds: %s  refused: %s  ran_again: %d", Verdict.seconds(byHand),
					stage.producer().refused(), judge.ranAgain().size());
		}
		verdict.require(verdict.recovery().compareTo(BAR) <= 0, "going on took longer than 10 s");
		return verdict;
	}

	/** Waits until jobs are accepted again and each worker gets some. */
	private static Duration awaitAll(Stage stage, List<WorkerProcess> workers, long since) {
		long gone = since + Duration.ofMillis(500).toNanos();
		Duration longest = stage.awaitAccepted(gone, LIMIT);
		for (WorkerProcess worker : workers) {
			Duration took = stage.await(worker, Event.LEASED, gone, LIMIT);
			longest = (took.compareTo(longest) > 0) ? took : longest;
		}
		return longest.plusMillis(500);
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
