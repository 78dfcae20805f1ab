package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.NewJob;
import org.awaitility.Awaitility;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/**
 * Lets a great many jobs fail once, as when an upstream is away, and then be due again
 * all at the same moment. Workers claim them without a stall, and all complete.
 *
 * @param jobs how many
 */
record RetryStorm(int jobs) implements Fault {

	private static final Duration BAR = Duration.ofMillis(50);

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private static final int BATCH = 100;

	/** From when the due times are set until they come. */
	private static final Duration LEAD = Duration.ofSeconds(10);

	/** Sets the due times of some delayed jobs that are due later than that. */
	private static final DefaultRedisScript<Long> SET_DUE = new DefaultRedisScript<>("""
			local ids = redis.call('ZRANGE', KEYS[1], '(' .. ARGV[1], '+inf', 'BYSCORE', 'LIMIT', 0, 1000)
			for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], ARGV[1], id) end
			return #ids
			""", Long.class);

	@Override
	public String name() {
		return "retry-storm";
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("worker.concurrency=20", "queue.lease=10s", "queue.backoff.base=1h",
				"queue.backoff.cap=1h", "queue.backoff.jitter=0"))) {
			stage.workers(2);
			for (int sent = 0; sent < this.jobs; sent += BATCH) {
				List<NewJob> batch = LongStream.range(sent, sent + BATCH)
					.mapToObj((number) -> new Work("k" + number, 0, 1).toJob())
					.toList();
				verdict.require(stage.producer().sendAll(batch), "not accepted");
			}
			Awaitility.await()
				.atMost(LIMIT)
				.pollInterval(Duration.ofMillis(100))
				.until(() -> stage.queue().counts().delayed() >= this.jobs);
			long since = setDue(stage, verdict);
			verdict.injected();
			Judge judge = stage.finish(LIMIT);
			Duration took = Duration.ofNanos(Math.max(0, System.nanoTime() - since));
			verdict.judged(judge);
			verdict.recovered(took);
			verdict.require(judge.ranAgain().isEmpty(), "leases expired");
			judgeClaims(stage.entries(), since, verdict);
		}
		return verdict;
	}

	/** Makes all jobs due at one moment, and returns it. */
	private long setDue(Stage stage, Verdict verdict) {
		long start = System.nanoTime();
		String due = Long.toString(Objects.requireNonNull(
				stage.commands().execute((RedisCallback<Long>) (connection) -> connection.serverCommands().time()))
				+ LEAD.toMillis());
		long set = 0;
		long some = 1;
		while (some > 0) {
			some = Objects.requireNonNull(stage.commands().execute(SET_DUE, List.of("{gjs:0}:delayed"), due));
			set += some;
		}
		long since = start + LEAD.toNanos();
		verdict.require(set == this.jobs && System.nanoTime() < since, "not all were due at once");
		return since;
	}

	private void judgeClaims(List<LedgerEntry> entries, long since, Verdict verdict) {
		long[] micros = entries.stream()
			.filter((entry) -> entry.event() == Event.EXCHANGE && entry.nanos() > since)
			.mapToLong(LedgerEntry::number)
			.sorted()
			.toArray();
		verdict.require(micros.length > 0, "nothing was claimed");
		if (micros.length > 0) {
			long p99 = micros[(int) Math.ceil(micros.length * 0.99) - 1];
			verdict.figure("claims: %d  claim_p50_ms: %.1f  claim_p99_ms: %.1f  claim_max_ms: %.1f", micros.length,
					micros[micros.length / 2] / 1000.0, p99 / 1000.0, micros[micros.length - 1] / 1000.0);
			verdict.require(p99 < BAR.toMillis() * 1000, "the slowest of a hundred claims took 50 ms or longer");
		}
	}

}
