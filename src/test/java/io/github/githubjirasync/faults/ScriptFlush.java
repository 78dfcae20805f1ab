package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.githubjirasync.faults.LedgerEntry.Event;

/**
 * Lets Redis forget the queue's scripts under load, again and again. No job fails and no
 * enqueue is refused.
 *
 * @param times how often
 */
record ScriptFlush(int times) implements Fault {

	private static final Duration BAR = Duration.ofSeconds(10);

	@Override
	public String name() {
		return "script-flush";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("worker.concurrency=4"))) {
			stage.workers(2);
			stage.load(100, Duration.ofMillis(20));
			for (int i = 0; i < this.times; i++) {
				stage.letRun(Duration.ofMillis(100));
				stage.commands().execute((connection) -> {
					connection.scriptingCommands().scriptFlush();
					return true;
				}, true);
				verdict.injected();
			}
			Judge judge = stage.finish(Duration.ofSeconds(30));
			verdict.judged(judge);
			long failed = stage.entries()
				.stream()
				.filter((entry) -> entry.event() == Event.DELAYED || entry.event() == Event.DEAD)
				.count();
			int refused = stage.producer().refused().values().stream().mapToInt(Integer::intValue).sum();
			verdict.figure("failed: %d  refused: %d  ran_again: %d", failed, refused, judge.ranAgain().size());
			verdict.recovered(longestPause(stage.entries()));
			verdict.require(verdict.recovery().compareTo(BAR) <= 0, "workers paused for more than 10 s");
			verdict.require(failed == 0, "jobs failed");
			verdict.require(refused == 0, "enqueues were refused");
			verdict.require(judge.ranAgain().isEmpty(), "jobs ran again");
		}
		return verdict;
	}

	/** The longest time in which no job started, though there was work. */
	private static Duration longestPause(List<LedgerEntry> entries) {
		long[] starts = entries.stream()
			.filter((entry) -> entry.event() == Event.STARTED)
			.mapToLong(LedgerEntry::nanos)
			.sorted()
			.toArray();
		return Duration
			.ofNanos(IntStream.range(1, starts.length).mapToLong((i) -> starts[i] - starts[i - 1]).max().orElse(0));
	}

}
