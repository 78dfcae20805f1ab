package io.github.githubjirasync.testing;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import redis.embedded.RedisExecProvider;

/**
 * A real redis-server in a process and a folder of its own, on loopback. It is stopped
 * with the JVM at the latest.
 */
public final class RedisProcess implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(20);

	private final int port;

	private final Path directory;

	private final boolean keepsData;

	private final List<String> arguments;

	private final Thread hook = new Thread(this::kill, "redis-process-stop");

	private Process process;

	private RedisProcess(int port, Path directory, List<String> arguments) {
		this(port, directory, true, arguments);
	}

	private RedisProcess(int port, Path directory, boolean keepsData, List<String> arguments) {
		this.port = port;
		this.directory = directory;
		this.keepsData = keepsData;
		this.arguments = arguments;
		this.process = launch();
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Starts a server on a free port with append-only persistence, in a scratch folder.
	 * @param arguments more arguments, such as {@code --maxmemory 20mb}; they win over
	 * the defaults
	 * @return the running server, ready for connections
	 */
	public static RedisProcess start(String... arguments) {
		return start(FreePorts.next(), ScratchFolder.create("redis"), arguments);
	}

	/**
	 * Starts a server.
	 * @param port the port on loopback
	 * @param directory where it keeps its data
	 * @param arguments more arguments; they win over the defaults
	 * @return the running server, ready for connections
	 */
	public static RedisProcess start(int port, Path directory, String... arguments) {
		return new RedisProcess(port, directory, List.of(arguments));
	}

	/**
	 * Starts a sentinel, which is the same binary, on a free port.
	 * @param master the name of the master that it watches
	 * @param masterPort the port of that master on loopback
	 * @param quorum how many sentinels must miss the master before it is replaced
	 * @param downAfter for how long they must miss it
	 * @return the running sentinel
	 */
	public static RedisProcess sentinel(String master, int masterPort, int quorum, Duration downAfter) {
		int port = FreePorts.next();
		Path directory = ScratchFolder.create("sentinel");
		Path file = directory.resolve("sentinel.conf");
		try {
			Files.write(file,
					List.of("port " + port, "bind 127.0.0.1", "dir " + directory,
							"sentinel monitor " + master + " 127.0.0.1 " + masterPort + " " + quorum,
							"sentinel down-after-milliseconds " + master + " " + downAfter.toMillis(),
							"sentinel failover-timeout " + master + " 5000"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new RedisProcess(port, directory, false, List.of(file.toString(), "--sentinel"));
	}

	/**
	 * Where to find it.
	 * @return a {@code redis://} URL
	 */
	public String url() {
		return "redis://127.0.0.1:" + this.port;
	}

	public int port() {
		return this.port;
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean running() {
		return this.process.isAlive();
	}

	/** Ends the process as {@code kill -9} does; its data stays. */
	public void kill() {
		this.process.destroyForcibly();
		await();
	}

	/** Ends the process in an orderly way; its data stays. */
	public void stop() {
		this.process.destroy();
		await();
	}

	/**
	 * Starts it again on the same port and data after {@link #kill()} or {@link #stop()}.
	 */
	public void restart() {
		if (this.process.isAlive()) {
			throw new IllegalStateException("Redis on port " + this.port + " still runs");
		}
		this.process = launch();
	}

	@Override
	public void close() {
		kill();
		Runtime.getRuntime().removeShutdownHook(this.hook);
		ScratchFolder.delete(this.directory);
	}

	private void await() {
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Process launch() {
		Path log = this.directory.resolve("redis.log");
		List<String> command = new ArrayList<>(List.of(executable().getPath()));
		if (this.keepsData) {
			command.addAll(List.of("--port", Integer.toString(this.port), "--bind", "127.0.0.1", "--dir",
					this.directory.toString(), "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
					"--maxmemory-policy", "noeviction"));
		}
		command.addAll(this.arguments);
		try {
			Process started = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			awaitReady(started, log);
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start " + command, ex);
		}
	}

	private void awaitReady(Process started, Path log) throws IOException {
		long deadline = System.nanoTime() + START_LIMIT.toNanos();
		while (System.nanoTime() < deadline) {
			if (!started.isAlive()) {
				throw new IllegalStateException("Redis ended at once: " + Files.readString(log));
			}
			if (answersPing()) {
				return;
			}
			pause();
		}
		started.destroyForcibly();
		throw new IllegalStateException("Redis was not ready within " + START_LIMIT + ": " + Files.readString(log));
	}

	private boolean answersPing() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 200);
			socket.setSoTimeout(200);
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			byte[] answer = socket.getInputStream().readNBytes(5);
			return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(10);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while Redis started", ex);
		}
	}

	/**
	 * The embedded redis-server binary for this machine.
	 * @return an executable file
	 */
	public static File executable() {
		return Executable.FILE;
	}

	private static final class Executable {

		private static final File FILE = extract();

		private static File extract() {
			try {
				return RedisExecProvider.defaultProvider().get();
			}
			catch (IOException ex) {
				throw new UncheckedIOException("No embedded Redis for this machine", ex);
			}
		}

	}

}
