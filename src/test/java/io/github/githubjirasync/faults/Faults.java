package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All faults there are.
 */
final class Faults {

	private Faults() {
	}

	/**
	 * The faults in the order in which they are reported.
	 * @param quick whether for a short run: shorter leases, fewer times
	 * @return the faults
	 */
	static List<Fault> all(boolean quick) {
		Duration lease = Duration.ofSeconds(quick ? 2 : 10);
		int kills = quick ? 2 : 20;
		List<Duration> downtimes = seconds(quick, 1, 5, 40, 75);
		List<Duration> outages = seconds(quick, 5, 30, 90);
		return List.of(new KillWorker(Step.TAKEN, kills, lease), new KillWorker(Step.EFFECTED, kills, lease),
				new KillWorker(Step.SETTLING, kills, lease), new KillWorker(Step.SETTLED, kills, lease),
				new StopWorker(quick ? 2 : 10, lease), new RollingTermination(quick ? 1 : 3),
				new KillRedis("everysec", downtimes), new KillRedis("always", downtimes),
				new PowerLoss("everysec", quick ? 2 : 6), new PowerLoss("always", quick ? 2 : 6),
				NetworkFault.cut(lease, outages), NetworkFault.stall(lease, outages),
				NetworkFault.halfOpen(lease, quick ? 1 : 3), new ClockSkew(Duration.ofSeconds(quick ? 10 : 60)),
				new Poison(quick ? 1 : 3, Duration.ofSeconds(5)),
				new Starvation(Duration.ofSeconds(quick ? 10 : 40), Duration.ofSeconds(quick ? 3 : 10)),
				new RetryStorm(quick ? 10_000 : 100_000),
				new RateLimit(quick ? 2 : 10, Duration.ofSeconds(quick ? 5 : 20)),
				new FullRedis("noeviction", quick ? "8mb" : "64mb"),
				new FullRedis("volatile-lru", quick ? "8mb" : "64mb"), new ScriptFlush(quick ? 30 : 200),
				new SlotMigration(quick ? 2 : 12), new MasterFailover(quick ? 1 : 5),
				new SentinelFailover(quick ? 1 : 5), new ClusterRateLimit(Duration.ofSeconds(quick ? 5 : 20)));
	}

	/** The first only for a quick run. */
	private static List<Duration> seconds(boolean quick, Integer... seconds) {
		return Stream.of(seconds).limit(quick ? 1 : seconds.length).map(Duration::ofSeconds).toList();
	}

}
