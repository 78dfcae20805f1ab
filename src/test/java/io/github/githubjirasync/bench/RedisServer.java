package io.github.githubjirasync.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.githubjirasync.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * The Redis that all contestants use, one after the other: a process of our own on
 * loopback, with an append-only file that is written every second.
 */
final class RedisServer implements AutoCloseable {

	private static final Duration REWRITE_LIMIT = Duration.ofSeconds(60);

	private final RedisProcess process;

	private final RedisClient client;

	private final RedisCommands<String, String> commands;

	RedisServer(Path data) {
		// A rewrite of the file at an odd moment would count against whoever has the
		// turn.
		this.process = RedisProcess.start(RedisProcess.freePort(), data, "--auto-aof-rewrite-percentage", "0");
		this.client = RedisClient.create(this.process.url());
		this.commands = this.client.connect().sync();
	}

	String url() {
		return this.process.url();
	}

	String port() {
		return Integer.toString(this.process.port());
	}

	/** Empties it, its append-only file too. */
	void empty() {
		this.commands.flushall();
		this.commands.bgrewriteaof();
		long deadline = System.nanoTime() + REWRITE_LIMIT.toNanos();
		while (rewrites()) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("Redis did not rewrite its file within " + REWRITE_LIMIT);
			}
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
	}

	private boolean rewrites() {
		String info = this.commands.info("persistence");
		return info.contains("aof_rewrite_in_progress:1") || info.contains("aof_rewrite_scheduled:1");
	}

	@Override
	public void close() {
		this.client.shutdown();
		this.process.close();
	}

}
