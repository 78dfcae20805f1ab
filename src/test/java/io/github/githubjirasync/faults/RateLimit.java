package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.NewJob;

/**
 * Sends jobs to four workers in the worst way for a rate limit of 100 a second: nothing,
 * then one, then many. No second, wherever it begins, sees more than 105 starts; and
 * while there is work, 95 % of the rate are used.
 *
 * @param bursts how often
 * @param backlog how long there is constantly work
 */
record RateLimit(int bursts, Duration backlog) implements Fault {

	private static final int RATE = 100;

	private static final int MOST = 105;

	private static final double LEAST = 95;

	private static final Duration LEASE = Duration.ofSeconds(10);

	@Override
	public String name() {
		return "limiter";
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("queue.rate-per-second=" + RATE, "queue.lease=" + LEASE.toMillis() + "ms",
				"worker.concurrency=25", "worker.heartbeat-interval=3s"))) {
			stage.workers(4);
			for (int burst = 0; burst < this.bursts; burst++) {
				stage.letRun(Duration.ofMillis(1_200));
				send(stage, "one" + burst + "-", 1);
				stage.letRun(Duration.ofMillis(950));
				send(stage, "burst" + burst + "-", 2 * RATE);
				verdict.injected();
				stage.awaitEmpty(Duration.ofSeconds(30));
			}
			long backlogFrom = System.nanoTime();
			send(stage, "backlog", (int) (RATE * (this.backlog.toSeconds() + 2)));
			verdict.judged(stage.finish(this.backlog.plusSeconds(60)));
			long[] leased = new AppendOnlyFile(stage.redisFolder()).leases()
				.stream()
				.mapToLong((lease) -> (lease.expiry() - LEASE.toMillis()) * 1_000_000)
				.sorted()
				.toArray();
			long[] started = starts(stage.entries(), 0);
			verdict.slidingSecond(worstSecond(leased));
			double used = rate(starts(stage.entries(), backlogFrom));
			verdict.figure("worst_second_leased: %d  worst_second_started: %d  used_under_backlog: %.1f/s",
					worstSecond(leased), worstSecond(started), used);
			verdict.require(worstSecond(leased) <= MOST, "more than " + MOST + " jobs in a second");
			verdict.require(used >= LEAST, "less than 95 % of the rate used");
		}
		return verdict;
	}

	private static void send(Stage stage, String name, int count) {
		List<NewJob> jobs = LongStream.range(0, count)
			.mapToObj((number) -> Work.of(name + number, Duration.ofMillis(20)).toJob())
			.toList();
		if (!stage.producer().sendAll(jobs)) {
			throw new IllegalStateException("Not accepted");
		}
	}

	private static long[] starts(List<LedgerEntry> entries, long since) {
		return entries.stream()
			.filter((entry) -> entry.event() == Event.STARTED && entry.nanos() > since)
			.mapToLong(LedgerEntry::nanos)
			.sorted()
			.toArray();
	}

	/** The most times within a second, wherever it begins. */
	static int worstSecond(long[] nanos) {
		int worst = 0;
		int from = 0;
		for (int to = 0; to < nanos.length; to++) {
			while (nanos[to] - nanos[from] >= TimeUnit.SECONDS.toNanos(1)) {
				from++;
			}
			worst = Math.max(worst, to - from + 1);
		}
		return worst;
	}

	private double rate(long[] nanos) {
		long until = nanos[0] + this.backlog.toNanos();
		return LongStream.of(nanos).filter((at) -> at < until).count() / (this.backlog.toMillis() / 1000.0);
	}

}
