package io.github.githubjirasync.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A master and its replica on loopback, watched by three sentinels that replace a master
 * that is away for a second. All are stopped with the JVM at the latest.
 */
public final class RedisSentinels implements AutoCloseable {

	/** What the sentinels call the master. */
	public static final String MASTER = "queue";

	private static final int SENTINELS = 3;

	private final List<RedisProcess> servers = new ArrayList<>();

	private final List<RedisProcess> sentinels = new ArrayList<>();

	private RedisSentinels() {
	}

	/**
	 * Starts all of them and waits until the replica follows and the sentinels know it.
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
		RedisProcess master = RedisProcess.start("--repl-diskless-sync-delay", "0");
		this.servers.add(master);
		this.servers
			.add(RedisProcess.start("--repl-diskless-sync-delay", "0", "--replicaof", "127.0.0.1 " + master.port()));
		for (int i = 0; i < SENTINELS; i++) {
			this.sentinels.add(RedisProcess.sentinel(MASTER, master.port(), 2));
		}
		awaitReplica();
	}

	/**
	 * Waits until a failover is possible: the replica follows, and every sentinel knows
	 * it and the others.
	 */
	public void awaitReplica() {
		RedisCluster.await("a replica follows the master",
				() -> this.servers.stream()
					.filter(RedisProcess::running)
					.anyMatch((server) -> replication(server).contains("master_link_status:up")));
		RedisCluster.await("the sentinels know the replica and each other",
				() -> this.sentinels.stream().allMatch((sentinel) -> {
					String state = String.valueOf(RespClient.send(sentinel.port(), "INFO", "sentinel"));
					return state.contains("status=ok") && state.contains("slaves=1,sentinels=" + SENTINELS);
				}));
	}

	private static String replication(RedisProcess server) {
		return String.valueOf(RespClient.send(server.port(), "INFO", "replication"));
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
	 * The running server that the sentinels take for the master.
	 * @return its process
	 */
	public RedisProcess master() {
		List<?> address = Objects.requireNonNull(
				(List<?>) RespClient.send(this.sentinels.get(0).port(), "SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER));
		int port = Integer.parseInt(String.valueOf(address.get(1)));
		return this.servers.stream().filter((server) -> server.port() == port).findFirst().orElseThrow();
	}

	@Override
	public void close() {
		this.sentinels.forEach(RedisProcess::close);
		this.servers.forEach(RedisProcess::close);
	}

}
