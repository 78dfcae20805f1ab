package io.github.githubjirasync.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.testing.FreePorts;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.ScratchFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL and a Redis for one run of the service, from embedded binaries, started
 * side by side. Unlike the servers of the tests they do not stop by themselves when the
 * JVM is asked to end, so that the service can finish its work first: who starts them
 * closes them. Should the JVM die before that, a watching shell ends them and deletes
 * their data.
 */
public final class SandboxServers implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(20);

	/**
	 * Waits for the end of its input, which is the end of the JVM, then ends what the
	 * files with process ids name, and deletes the data ($1) and the unpacked Redis ($2).
	 * Signals of the terminal do not concern it.
	 */
	private static final String WATCH = """
			trap '' INT TERM HUP
			cat > /dev/null
			redis=$(cat "$1/redis/redis.pid" 2> /dev/null)
			postgres=$(head -n 1 "$1/postgres/postmaster.pid" 2> /dev/null)
			if [ -n "$redis" ]; then kill -9 "$redis"; fi
			if [ -n "$postgres" ]; then
				kill -QUIT "$postgres"
				left=50
				while [ $left -gt 0 ] && kill -0 "$postgres"; do sleep 0.1; left=$((left - 1)); done
			fi
			rm -rf "$1"
			rm -f "$2"
			rmdir "${2%/*}"
			""";

	private final Path folder;

	private final Process watch;

	private @Nullable EmbeddedPostgres postgres;

	private int redisPort;

	private SandboxServers(Path folder) throws IOException {
		this.folder = folder;
		this.watch = new ProcessBuilder("sh", "-c", WATCH, "sandbox-watch", folder.toString(),
				RedisProcess.executable().getPath())
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	/**
	 * Starts what is wanted.
	 * @param withPostgres whether to start PostgreSQL
	 * @param withRedis whether to start Redis
	 * @return the servers, ready for connections
	 */
	public static SandboxServers start(boolean withPostgres, boolean withRedis) {
		try {
			SandboxServers servers = new SandboxServers(Files.createTempDirectory("github-jira-sync-sandbox-"));
			CompletableFuture<Void> postgres = withPostgres ? CompletableFuture.runAsync(servers::startPostgres)
					: CompletableFuture.completedFuture(null);
			CompletableFuture<Void> redis = withRedis ? CompletableFuture.runAsync(servers::startRedis)
					: CompletableFuture.completedFuture(null);
			try {
				CompletableFuture.allOf(postgres, redis).join();
			}
			catch (CompletionException ex) {
				servers.close();
				throw new IllegalStateException("The sandbox's servers did not start", ex.getCause());
			}
			return servers;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where PostgreSQL is.
	 * @return a JDBC URL with its credentials
	 */
	public String jdbcUrl() {
		EmbeddedPostgres started = this.postgres;
		if (started == null) {
			throw new IllegalStateException("PostgreSQL was not started");
		}
		return started.getJdbcUrl("postgres", "postgres");
	}

	/**
	 * Where Redis is.
	 * @return a {@code redis://} URL
	 */
	public String redisUrl() {
		return "redis://127.0.0.1:" + this.redisPort;
	}

	@Override
	public void close() {
		redisProcess().ifPresent(ProcessHandle::destroyForcibly);
		EmbeddedPostgres started = this.postgres;
		if (started != null) {
			try {
				started.close();
			}
			catch (IOException ex) {
				// The watching shell ends it.
			}
		}
		ScratchFolder.delete(this.folder);
		this.watch.destroyForcibly();
	}

	private void startPostgres() {
		try {
			ProcessBuilder.Redirect log = ProcessBuilder.Redirect
				.appendTo(this.folder.resolve("postgres.log").toFile());
			this.postgres = EmbeddedPostgres.builder()
				.setPort(FreePorts.next())
				.setOverrideWorkingDirectory(binaries())
				.setDataDirectory(this.folder.resolve("postgres"))
				.setRegisterShutdownHook(false)
				.setServerConfig("fsync", "off")
				.setServerConfig("shared_buffers", "64MB")
				.setOutputRedirector(log)
				.setErrorRedirector(log)
				.setPGStartupWait(START_LIMIT)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PostgreSQL did not start", ex);
		}
	}

	/** Where PostgreSQL's binaries are unpacked; each account has a folder of its own. */
	private static File binaries() {
		return new File(System.getProperty("java.io.tmpdir"), "embedded-pg-" + System.getProperty("user.name"));
	}

	/** It runs as a daemon so that a Ctrl-C in the terminal does not reach it. */
	private void startRedis() {
		this.redisPort = FreePorts.next();
		Path data = this.folder.resolve("redis");
		try {
			Files.createDirectory(data);
			Process starter = new ProcessBuilder(RedisProcess.executable().getPath(), "--port",
					Integer.toString(this.redisPort), "--bind", "127.0.0.1", "--dir", data.toString(), "--save", "",
					"--appendonly", "yes", "--maxmemory-policy", "noeviction", "--daemonize", "yes", "--pidfile",
					data.resolve("redis.pid").toString(), "--logfile", data.resolve("redis.log").toString())
				.redirectErrorStream(true)
				.redirectOutput(data.resolve("start.log").toFile())
				.start();
			long deadline = System.nanoTime() + START_LIMIT.toNanos();
			while (!answersPing()) {
				if (System.nanoTime() > deadline) {
					starter.destroyForcibly();
					throw new IllegalStateException("Redis was not ready within " + START_LIMIT + ": "
							+ Files.readString(data.resolve("start.log")));
				}
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Redis did not start", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while Redis started", ex);
		}
	}

	private boolean answersPing() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.redisPort), 200);
			socket.setSoTimeout(200);
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Optional<ProcessHandle> redisProcess() {
		try {
			String pid = Files.readString(this.folder.resolve("redis").resolve("redis.pid")).strip();
			return ProcessHandle.of(Long.parseLong(pid));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
