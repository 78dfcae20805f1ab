package io.github.githubjirasync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One replica of a {@link PostgresCluster}: a server process on a copy of the primary's
 * files.
 */
final class PostgresReplica {

	private final int port;

	private final Path data;

	private final List<String> command = new ArrayList<>();

	private final Thread hook = new Thread(this::stop, "replica-stop");

	private @Nullable Process process;

	PostgresReplica(int port, Path data, String executable, int primary) {
		this.port = port;
		this.data = data;
		if ("root".equals(System.getProperty("user.name"))) {
			// PostgreSQL refuses to be root; this is how its primary runs, too.
			this.command.addAll(List.of("unshare", "-U"));
		}
		this.command.addAll(List.of(executable, "-D", data.toString(), "-p", Integer.toString(port), "-c",
				"primary_conninfo=host=127.0.0.1 port=" + primary + " user=postgres", "-c", "max_connections=300", "-c",
				"fsync=off", "-c", "shared_buffers=64MB", "-c", "wal_retrieve_retry_interval=100ms"));
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	int port() {
		return this.port;
	}

	boolean running() {
		return this.process != null && this.process.isAlive();
	}

	void launch() {
		Path log = this.data.resolve("replica.log");
		try {
			this.process = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			PostgresCluster.await("replica " + this.port + ", see " + log,
					() -> PostgresCluster.ask(this.port, "SELECT 1").equals("1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start " + this.command, ex);
		}
	}

	/** At once: an orderly stop would wait for the clients. */
	void stop() {
		Process running = this.process;
		if (running == null) {
			return;
		}
		try {
			new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().waitFor();
			if (!running.waitFor(10, TimeUnit.SECONDS)) {
				running.destroyForcibly();
			}
		}
		catch (IOException ex) {
			running.destroyForcibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			running.destroyForcibly();
		}
		this.process = null;
	}

	void close() {
		stop();
		Runtime.getRuntime().removeShutdownHook(this.hook);
		ScratchFolder.delete(this.data);
	}

}
