package io.github.githubjirasync.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.faults.LedgerEntry.Event;

import static org.awaitility.Awaitility.await;

/**
 * A real worker process, to be killed and stopped at will. It ends with this JVM at the
 * latest.
 */
final class WorkerProcess implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private final Path ledger;

	private final LedgerTail tail;

	private final Path log;

	private final Process process;

	/**
	 * Starts a process; it is not ready yet.
	 * @param name a word for its files
	 * @param folder where its ledger and log go
	 * @param properties properties such as {@code github-jira-sync.queue.lease=1s}
	 * @param environment more environment variables
	 */
	WorkerProcess(String name, Path folder, List<String> properties, Map<String, String> environment) {
		this.ledger = folder.resolve(name + ".ledger");
		this.tail = new LedgerTail(this.ledger);
		this.log = folder.resolve(name + ".log");
		SharedClasses classes = SharedClasses.current();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:cds=off"));
		command.addAll(classes.options());
		command.addAll(List.of(FaultWorker.class.getName(), "ledger=" + this.ledger));
		command.addAll(properties);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		builder.environment().put("CLASSPATH", classes.classPath());
		builder.environment().putAll(environment);
		try {
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	WorkerProcess awaitReady() {
		await().atMost(START_LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("A worker ended at once: " + Files.readString(this.log));
			}
			return entries().stream().anyMatch((entry) -> entry.event() == Event.READY);
		});
		return this;
	}

	List<LedgerEntry> entries() {
		return this.tail.entries();
	}

	/**
	 * The jobs that it holds: leased and not settled, as far as it knows.
	 * @return the newest lease of each, by job id
	 */
	Map<String, LedgerEntry> held() {
		Map<String, LedgerEntry> held = new LinkedHashMap<>();
		for (LedgerEntry entry : entries()) {
			switch (entry.event()) {
				case LEASED -> held.put(entry.jobId(), entry);
				case COMPLETED, DELAYED, WAITING, DEAD, LOST -> held.computeIfPresent(entry.jobId(),
						(id, lease) -> (lease.token() == entry.token()) ? null : lease);
				default -> {
				}
			}
		}
		return held;
	}

	/**
	 * Sends it a signal. {@link Process#destroy()} would also close its standard input,
	 * by which it knows that it is orphaned.
	 * @param name the signal's name, such as {@code STOP}
	 */
	void signal(String name) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO()
				.start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("Could not send " + name + " to process " + this.process.pid());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	boolean alive() {
		return this.process.isAlive();
	}

	/** Kills it and waits for its end. */
	void kill() {
		signal("KILL");
		awaitEnd(Duration.ofSeconds(10));
	}

	boolean awaitEnd(Duration limit) {
		try {
			return this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		if (this.process.isAlive()) {
			this.process.destroyForcibly();
			awaitEnd(Duration.ofSeconds(10));
		}
	}

}
