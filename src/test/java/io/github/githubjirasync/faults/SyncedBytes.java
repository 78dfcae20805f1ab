package io.github.githubjirasync.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows how much of Redis's append-only file has reached the disk, which is what a power
 * failure leaves: {@code strace} tells of each {@code write} and {@code fdatasync}.
 */
final class SyncedBytes {

	private static final Path STRACE = Path.of("/usr/bin/strace");

	private static final Pattern WRITTEN = Pattern.compile("write.*\\) += (\\d+)( <.*>)?$");

	private static final Pattern SYNCED = Pattern.compile("fdatasync.*= 0( <([0-9.]+)>)?$");

	private final AppendOnlyFile file;

	private final Path log;

	private final Process strace;

	private SyncedBytes(AppendOnlyFile file, Path log, Process strace) {
		this.file = file;
		this.log = log;
		this.strace = strace;
	}

	static boolean available() {
		return Files.isExecutable(STRACE);
	}

	/**
	 * Watches a Redis from now on until it ends.
	 * @param pid its process
	 * @param file its append-only file
	 * @param log where the calls are logged
	 * @return the watch
	 */
	static SyncedBytes watch(long pid, AppendOnlyFile file, Path log) {
		try {
			Process strace = new ProcessBuilder(
					List.of(STRACE.toString(), "-f", "-T", "-s", "0", "-e", "trace=write,fdatasync", "-P",
							file.path().toString(), "-o", log.toString(), "-p", Long.toString(pid)))
				.redirectErrorStream(true)
				.start();
			BufferedReader says = new BufferedReader(
					new InputStreamReader(strace.getInputStream(), StandardCharsets.UTF_8));
			String line = says.readLine();
			if (line == null || !line.contains("attached")) {
				strace.destroyForcibly();
				throw new IllegalStateException("strace cannot watch Redis: " + line);
			}
			return new SyncedBytes(file, log, strace);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The part of the file that had reached the disk when Redis was killed.
	 * @return its length, in bytes from the start
	 */
	long atTheEnd() {
		try {
			if (!this.strace.waitFor(10, TimeUnit.SECONDS)) {
				this.strace.destroyForcibly();
				throw new IllegalStateException("Redis still runs");
			}
			return this.file.size() - unsynced(calls());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private List<String> calls() throws IOException {
		return Files.readAllLines(this.log, StandardCharsets.US_ASCII);
	}

	/**
	 * How long the disk took at most.
	 * @return the duration of the longest sync
	 */
	Duration slowestSync() {
		try {
			return Duration.ofNanos((long) (1e9 * calls().stream()
				.map(SYNCED::matcher)
				.filter((sync) -> sync.find() && sync.group(2) != null)
				.mapToDouble((sync) -> Double.parseDouble(sync.group(2)))
				.max()
				.orElse(0)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What was written after the start of the last {@code fdatasync} that ended. */
	static long unsynced(List<String> calls) {
		long written = 0;
		long atStart = 0;
		long synced = -1;
		for (String call : calls) {
			if (call.contains("fdatasync(")) {
				atStart = written;
			}
			if (SYNCED.matcher(call).find()) {
				synced = atStart;
			}
			Matcher matcher = WRITTEN.matcher(call);
			if (matcher.find()) {
				written += Long.parseLong(matcher.group(1));
			}
		}
		if (synced < 0) {
			throw new IllegalStateException("Redis has synced nothing while it was watched");
		}
		return written - synced;
	}

}
