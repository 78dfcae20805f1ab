package io.github.githubjirasync.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.githubjirasync.testing.FreePorts;
import io.github.githubjirasync.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * The Redis that all contestants use, one after the other: a process of our own on
 * loopback, with an append-only file that is written every second. It is the machine's
 * {@code redis-server}; where there is none, the embedded one, which uses the C library's
 * allocator and therefore twice the CPU time.
 */
final class RedisServer implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final int port = FreePorts.next();

	private final Process process;

	private final RedisClient client = RedisClient.create(url());

	private final RedisCommands<String, String> commands;

	RedisServer(String executable, Path data) {
		this.process = start(executable, data);
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly, "redis-stop"));
		this.commands = connect(System.nanoTime() + LIMIT.toNanos());
	}

	private Process start(String executable, Path data) {
		String found = executable.isEmpty() ? RedisProcess.executable().getPath() : executable;
		File log = data.resolve("redis.log").toFile();
		try {
			// A rewrite of the file at an odd moment would count against whoever has the
			// turn.
			return new ProcessBuilder(List.of(found, "--port", Integer.toString(this.port), "--bind", "127.0.0.1",
					"--dir", data.toString(), "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
					"--auto-aof-rewrite-percentage", "0", "--maxmemory-policy", "noeviction"))
				.redirectErrorStream(true)
				.redirectOutput(log)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start " + found, ex);
		}
	}

	private RedisCommands<String, String> connect(long deadline) {
		while (true) {
			try {
				return this.client.connect().sync();
			}
			catch (RedisConnectionException ex) {
				if (!this.process.isAlive() || System.nanoTime() > deadline) {
					throw ex;
				}
				pause();
			}
		}
	}

	String url() {
		return "redis://127.0.0.1:" + this.port;
	}

	String port() {
		return Integer.toString(this.port);
	}

	/** Its version, and where its memory comes from, which matters as much. */
	String version() {
		return value(this.commands.info("server"), "redis_version") + ", "
				+ value(this.commands.info("memory"), "mem_allocator");
	}

	private static String value(String info, String field) {
		return info.lines()
			.filter((line) -> line.startsWith(field + ":"))
			.map((line) -> line.substring(field.length() + 1))
			.findFirst()
			.orElse("?");
	}

	/** Empties it, its append-only file too. */
	void empty() {
		this.commands.flushall();
		this.commands.bgrewriteaof();
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (rewrites()) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("Redis did not rewrite its file within " + LIMIT);
			}
			pause();
		}
	}

	private boolean rewrites() {
		String info = this.commands.info("persistence");
		return info.contains("aof_rewrite_in_progress:1") || info.contains("aof_rewrite_scheduled:1");
	}

	private static void pause() {
		LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
	}

	@Override
	public void close() {
		this.client.shutdown();
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
