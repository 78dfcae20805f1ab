package io.github.githubjirasync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL from the packages of this machine, with the client programs of the same
 * release beside it, which the embedded binaries lack. It ends with the JVM at the
 * latest.
 */
public final class MachinePostgres implements AutoCloseable {

	private static final List<String> PROGRAMS = List.of("postgres", "initdb", "pg_dump", "pg_restore", "psql");

	private final Path programs;

	private final Path data = ScratchFolder.create("postgres");

	private final int port = FreePorts.next();

	private final Process process;

	private MachinePostgres(Path programs) throws IOException {
		this.programs = programs;
		run("initdb", "-D", this.data.resolve("data").toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8",
				"--locale=C", "--no-sync");
		this.process = builder("postgres", "-D", this.data.resolve("data").toString(), "-p",
				Integer.toString(this.port), "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c",
				"shared_buffers=32MB")
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this::close, "machine-postgres-stop"));
		PostgresCluster.await("PostgreSQL of the machine, see " + this.data.resolve("log"),
				() -> PostgresCluster.ask(this.port, "SELECT 1").equals("1"));
	}

	/**
	 * Where the newest release with all programs is.
	 * @return their folder, or empty if this machine has none
	 */
	public static Optional<Path> programs() {
		Path releases = Path.of("/usr/lib/postgresql");
		if (!Files.isDirectory(releases)) {
			return Optional.empty();
		}
		try (Stream<Path> found = Files.list(releases)) {
			return found.map((release) -> release.resolve("bin"))
				.filter((folder) -> PROGRAMS.stream().allMatch((name) -> Files.isExecutable(folder.resolve(name))))
				.max(Comparator.naturalOrder());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts a server.
	 * @param programs what {@link #programs()} found
	 * @return the server, ready for connections
	 */
	public static MachinePostgres start(Path programs) {
		try {
			return new MachinePostgres(programs);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start PostgreSQL from " + programs, ex);
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * Where its only database is.
	 * @return a JDBC URL with its credentials
	 */
	public String jdbcUrl() {
		return PostgresCluster.url(this.port, "postgres");
	}

	@Override
	public void close() {
		try {
			new ProcessBuilder("kill", "-INT", Long.toString(this.process.pid())).start().waitFor();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		ScratchFolder.delete(this.data);
	}

	private void run(String... command) throws IOException {
		try {
			if (builder(command).start().waitFor() != 0) {
				throw new IOException(command[0] + " failed: " + Files.readString(this.data.resolve("log")));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	/** PostgreSQL refuses to be root. */
	private ProcessBuilder builder(String... command) {
		List<String> whole = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			whole.addAll(List.of("unshare", "-U"));
		}
		whole.add(this.programs.resolve(command[0]).toString());
		whole.addAll(List.of(command).subList(1, command.length));
		return new ProcessBuilder(whole).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.data.resolve("log").toFile()));
	}

}
