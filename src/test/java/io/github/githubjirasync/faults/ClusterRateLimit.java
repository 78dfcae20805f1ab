package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.NewJob;

/**
 * The rate limit of four workers over the partitions of a cluster: first one partition is
 * busy, then all are. No second, wherever it begins, sees more than 105 leases, and 95 %
 * of the rate are used.
 *
 * @param backlog how long each lasts
 */
record ClusterRateLimit(Duration backlog) implements Fault {

	private static final int RATE = 100;

	private static final int MOST = 105;

	private static final double LEAST = 95;

	@Override
	public String name() {
		return "limiter-cluster";
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(ClusterServers.start(0),
				List.of("queue.rate-per-second=" + RATE, "worker.concurrency=25", "worker.heartbeat-interval=3s"))) {
			stage.workers(4);
			double one = load(stage, "one", 1);
			verdict.injected();
			stage.letRun(Duration.ofMillis(1_200));
			double all = load(stage, "all", ClusterServers.PARTITIONS);
			verdict.injected();
			verdict.judged(stage.finish(Duration.ofSeconds(60)));
			// A lease's token is the time at which its partition gave it.
			long[] leased = stage.entries()
				.stream()
				.filter((entry) -> entry.event() == Event.LEASED)
				.mapToLong((entry) -> TimeUnit.MICROSECONDS.toNanos(entry.token()))
				.sorted()
				.toArray();
			int worst = RateLimit.worstSecond(leased);
			verdict.slidingSecond(worst);
			verdict.figure("worst_second_leased: %d  used_with_one_busy: %.1f/s  used_with_all_busy: %.1f/s", worst,
					one, all);
			verdict.require(worst <= MOST, "more than " + MOST + " jobs in a second");
			verdict.require(one >= LEAST && all >= LEAST, "less than 95 % of the rate used");
		}
		return verdict;
	}

	/** Returns the jobs started a second while there was work. */
	private double load(Stage stage, String name, int busy) {
		List<NewJob> jobs = IntStream.range(0, (int) (RATE * this.backlog.toSeconds())).mapToObj((number) -> {
			String key = ClusterServers.laneIn(ClusterServers.PARTITIONS - 1 - number % busy, name + number);
			return Work.of(key, Duration.ofMillis(20)).toJob(JobPriority.NORMAL, "");
		}).toList();
		if (!stage.producer().sendAll(jobs)) {
			throw new IllegalStateException("Not accepted");
		}
		stage.awaitEmpty(this.backlog.plusSeconds(60));
		long[] starts = stage.entries()
			.stream()
			.filter((entry) -> entry.event() == Event.LEASED && entry.key().startsWith(name))
			.mapToLong(LedgerEntry::token)
			.sorted()
			.toArray();
		return (starts.length - 1) * 1e6 / (starts[starts.length - 1] - starts[0]);
	}

}
