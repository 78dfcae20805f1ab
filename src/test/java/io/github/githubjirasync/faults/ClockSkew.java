package io.github.githubjirasync.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.githubjirasync.faults.LedgerEntry.Event;

/**
 * Lets the clocks of two of three workers go a minute fast and slow, as libfaketime makes
 * them believe. No delayed job starts early, and no lease is taken for expired.
 *
 * @param duration for how long there is load
 */
record ClockSkew(Duration duration) implements Fault {

	private static final Duration SKEW = Duration.ofSeconds(60);

	private static final Duration BACKOFF = Duration.ofSeconds(2);

	private static final Duration SHORT = Duration.ofMillis(100);

	/** Longer than the lease. */
	private static final Duration LONG = Duration.ofSeconds(4);

	@Override
	public String name() {
		return "clock-skew";
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		String library = library();
		verdict.require(!library.isEmpty(), "needs libfaketime (Debian's package faketime)");
		if (library.isEmpty()) {
			return verdict;
		}
		try (Stage stage = new Stage(List.of("queue.lease=2s", "worker.concurrency=10",
				"queue.backoff.base=" + BACKOFF.toMillis() + "ms", "queue.backoff.jitter=0"))) {
			for (long skew : List.of(SKEW.toSeconds(), -SKEW.toSeconds(), 0L)) {
				WorkerProcess worker = stage.worker(faked(library, skew)).awaitReady();
				verdict.injected();
				verdict.require(Math.abs(skewOf(worker) - skew) < 30, "the clock could not be faked");
			}
			stage.producer().start(10, (number) -> work(number).toJob());
			stage.letRun(this.duration);
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.judged(judge);
			int early = early(stage.entries());
			verdict.figure("early: %d  false_recoveries: %d", early, judge.ranAgain().size());
			verdict.require(early == 0, "delayed jobs started early");
			verdict.require(judge.ranAgain().isEmpty(), "leases were taken for expired");
		}
		return verdict;
	}

	/** Every second job fails once, every fifth takes longer than the lease. */
	private static Work work(long number) {
		Duration time = (number % 5 == 0) ? LONG : SHORT;
		return new Work("k" + number, time.toMillis(), (number % 2 == 0) ? 1 : 0);
	}

	/** Second attempts that started less than the backoff after the end of the first. */
	private static int early(List<LedgerEntry> entries) {
		Map<String, Long> firstStarts = new HashMap<>();
		entries.stream()
			.filter((entry) -> entry.event() == Event.STARTED && entry.attempt() == 1)
			.forEach((entry) -> firstStarts.put(entry.jobId(), entry.nanos()));
		return (int) entries.stream()
			.filter((entry) -> entry.event() == Event.STARTED && entry.attempt() == 2)
			.filter((entry) -> entry.nanos()
					- firstStarts.getOrDefault(entry.jobId(), entry.nanos()) < BACKOFF.plus(SHORT).toNanos())
			.count();
	}

	private static long skewOf(WorkerProcess worker) {
		LedgerEntry ready = worker.entries()
			.stream()
			.filter((entry) -> entry.event() == Event.READY)
			.findFirst()
			.orElseThrow();
		long age = (System.nanoTime() - ready.nanos()) / 1_000_000;
		return (ready.number() - (System.currentTimeMillis() - age)) / 1000;
	}

	/** The monotonic clock stays as it is, or no timer of the process would work. */
	private static Map<String, String> faked(String library, long seconds) {
		return Map.of("LD_PRELOAD", library, "FAKETIME", String.format("%+ds", seconds), "FAKETIME_DONT_FAKE_MONOTONIC",
				"1", "FAKETIME_FORCE_MONOTONIC_FIX", "0");
	}

	private static String library() {
		try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
			return folders.map((folder) -> folder.resolve("faketime/libfaketimeMT.so.1"))
				.filter(Files::exists)
				.map(Path::toString)
				.findFirst()
				.orElse("");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
