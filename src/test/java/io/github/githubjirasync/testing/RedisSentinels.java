package io.github.githubjirasync.testing;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A master and its two replicas on loopback, watched by three sentinels that replace a
 * master that is away for three seconds. A master without replicas takes nothing. All are
 * stopped with the JVM at the latest.
 */
public final class RedisSentinels implements AutoCloseable {

	/** What the sentinels call the master. */
	public static final String MASTER = "queue";

	private static final int SENTINELS = 3;

	private static final int REPLICAS = 2;

	private static final Duration DOWN_AFTER = Duration.ofSeconds(3);

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final List<RedisProcess> servers = new ArrayList<>();

	private final List<RedisProcess> sentinels = new ArrayList<>();

	private RedisSentinels() {
	}

	/**
	 * Starts all of them and waits until a failover is possible.
	 * @return the running servers
	 */
	public static RedisSentinels start() {
		RedisSentinels started = new RedisSentinels();
		try {
			started.form();
			return started;
		}
		catch (RuntimeException ex) {
			started.close();
			throw ex;
		}
	}

	private void form() {
		RedisProcess master = server();
		this.servers.add(master);
		for (int i = 0; i < REPLICAS; i++) {
			this.servers.add(server("--replicaof", "127.0.0.1 " + master.port()));
		}
		for (int i = 0; i < SENTINELS; i++) {
			this.sentinels.add(RedisProcess.sentinel(MASTER, master.port(), 2, DOWN_AFTER));
		}
		awaitAgreement();
	}

	private static RedisProcess server(String... arguments) {
		return RedisProcess.start(
				Stream
					.concat(Stream.of("--repl-diskless-sync-delay", "0", "--min-replicas-to-write", "1",
							"--min-replicas-max-lag", "2"), Stream.of(arguments))
					.toArray(String[]::new));
	}

	/**
	 * Waits until a failover is possible: all sentinels name the same master and know the
	 * replicas and each other, and all other servers that run follow it.
	 */
	public void awaitAgreement() {
		RedisCluster.await("the sentinels name the same master, which runs", () -> {
			int master = masterPort(this.sentinels.get(0));
			return this.servers.stream().anyMatch((server) -> server.port() == master && server.running())
					&& this.sentinels.stream().allMatch((sentinel) -> masterPort(sentinel) == master);
		});
		RedisCluster.await("the sentinels know the replicas and each other",
				() -> this.sentinels.stream()
					.map((sentinel) -> String.valueOf(RespClient.send(sentinel.port(), "INFO", "sentinel")))
					.allMatch((state) -> state.contains("status=ok")
							&& state.contains("slaves=" + REPLICAS + ",sentinels=" + SENTINELS)));
		RedisCluster.await("the others follow the master", () -> {
			RedisProcess master = master();
			return this.servers.stream()
				.filter((server) -> server != master && server.running())
				.map(RedisSentinels::replication)
				.allMatch((state) -> state.contains("master_link_status:up")
						&& state.contains("master_port:" + master.port() + "\r"));
		});
	}

	/** Lets whoever writes to the master wait, for longer than a failover takes. */
	public void pauseWrites() {
		RespClient.send(master().port(), "CLIENT", "PAUSE", PAUSE.toMillis(), "WRITE");
	}

	/** Lets the sentinels replace the master, which lives, as an operator may. */
	public void failOver() {
		RespClient.send(this.sentinels.get(0).port(), "SENTINEL", "FAILOVER", MASTER);
	}

	/** Empty while sentinels make it a replica, which ends all its connections. */
	private static String replication(RedisProcess server) {
		try {
			return String.valueOf(RespClient.send(server.port(), "INFO", "replication"));
		}
		catch (UncheckedIOException ex) {
			return "";
		}
	}

	/**
	 * Where to find the sentinels.
	 * @return a value for {@code spring.data.redis.sentinel.nodes}
	 */
	public String addresses() {
		return this.sentinels.stream()
			.map((sentinel) -> "127.0.0.1:" + sentinel.port())
			.collect(Collectors.joining(","));
	}

	/**
	 * The server that the first sentinel takes for the master.
	 * @return its process
	 */
	public RedisProcess master() {
		int port = masterPort(this.sentinels.get(0));
		return this.servers.stream().filter((server) -> server.port() == port).findFirst().orElseThrow();
	}

	private static int masterPort(RedisProcess sentinel) {
		List<?> address = Objects
			.requireNonNull((List<?>) RespClient.send(sentinel.port(), "SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER));
		return Integer.parseInt(String.valueOf(address.get(1)));
	}

	@Override
	public void close() {
		this.sentinels.forEach(RedisProcess::close);
		this.servers.forEach(RedisProcess::close);
	}

}
