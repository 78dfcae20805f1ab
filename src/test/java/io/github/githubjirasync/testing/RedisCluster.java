package io.github.githubjirasync.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;

/**
 * A real Redis Cluster on loopback: masters with equal shares of the slots, each with as
 * many replicas as asked for. It is stopped with the JVM at the latest.
 */
public final class RedisCluster implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final int KEYS_AT_A_TIME = 50;

	private final List<RedisProcess> nodes = new ArrayList<>();

	private RedisCluster() {
	}

	/**
	 * The cluster of three masters without replicas that the tests of a JVM share. They
	 * run one after the other, so each may flush it.
	 * @return the running cluster
	 */
	public static RedisCluster shared() {
		return Shared.CLUSTER;
	}

	/**
	 * Starts a cluster and waits until it serves all slots.
	 * @param masters how many masters
	 * @param replicas how many replicas each of them has
	 * @param arguments more arguments for each node
	 * @return the running cluster
	 */
	public static RedisCluster start(int masters, int replicas, String... arguments) {
		RedisCluster cluster = new RedisCluster();
		try {
			cluster.form(masters, replicas, arguments);
			return cluster;
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	private void form(int masters, int replicas, String... arguments) {
		Map<RedisProcess, Integer> buses = new LinkedHashMap<>();
		for (int i = 0; i < masters * (1 + replicas); i++) {
			int bus = FreePorts.next();
			RedisProcess node = RedisProcess.start(Stream
				.concat(Stream.of("--cluster-enabled", "yes", "--cluster-port", Integer.toString(bus),
						"--cluster-node-timeout", "1500", "--cluster-require-full-coverage", "no",
						"--repl-diskless-sync-delay", "0", "--appendfsync", "no"), Stream.of(arguments))
				.toArray(String[]::new));
			this.nodes.add(node);
			buses.put(node, bus);
			RespClient.send(node.port(), "CLUSTER", "SET-CONFIG-EPOCH", i + 1);
		}
		RedisProcess first = this.nodes.get(0);
		buses.forEach((node, bus) -> RespClient.send(first.port(), "CLUSTER", "MEET", "127.0.0.1", node.port(), bus));
		for (int i = 0; i < masters; i++) {
			RespClient.send(this.nodes.get(i).port(), "CLUSTER", "ADDSLOTSRANGE", i * SlotHash.SLOT_COUNT / masters,
					(i + 1) * SlotHash.SLOT_COUNT / masters - 1);
		}
		await("all nodes know each other",
				() -> this.nodes.stream()
					.allMatch((node) -> nodeLines(node).size() == this.nodes.size()
							&& nodeLines(node).stream().noneMatch((line) -> line.contains("handshake"))));
		for (int i = masters; i < this.nodes.size(); i++) {
			RespClient.send(this.nodes.get(i).port(), "CLUSTER", "REPLICATE", id(this.nodes.get(i % masters)));
		}
		awaitOk();
	}

	/** Waits until every running node says that all slots are served. */
	public void awaitOk() {
		await("cluster_state is ok", () -> running().allMatch(RedisCluster::isOk));
		await("replicas follow", () -> running().allMatch((node) -> info(node, "replication").contains("role:master")
				|| info(node, "replication").contains("master_link_status:up")));
	}

	private static boolean isOk(RedisProcess node) {
		String info = String.valueOf(RespClient.send(node.port(), "CLUSTER", "INFO"));
		return info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:" + SlotHash.SLOT_COUNT);
	}

	private static String info(RedisProcess node, String section) {
		return String.valueOf(RespClient.send(node.port(), "INFO", section));
	}

	private Stream<RedisProcess> running() {
		return this.nodes.stream().filter(RedisProcess::running);
	}

	/**
	 * Where to find it.
	 * @return a value for {@code spring.data.redis.cluster.nodes}
	 */
	public String addresses() {
		return this.nodes.stream().map((node) -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
	}

	/**
	 * All nodes, first those that were masters at the start.
	 * @return the nodes, running or not
	 */
	public List<RedisProcess> nodes() {
		return List.copyOf(this.nodes);
	}

	/**
	 * The master that serves a slot, as the running nodes see it.
	 * @param slot the slot
	 * @return its process
	 */
	public RedisProcess masterOf(int slot) {
		for (RedisProcess node : running().toList()) {
			String own = nodeLines(node).stream().filter((line) -> line.contains("myself")).findFirst().orElseThrow();
			String[] words = own.split(" ");
			for (int i = 8; i < words.length; i++) {
				String[] range = words[i].split("-");
				if (!words[i].startsWith("[") && slot >= Integer.parseInt(range[0])
						&& slot <= Integer.parseInt(range[range.length - 1])) {
					return node;
				}
			}
		}
		throw new IllegalStateException("No running node serves slot " + slot);
	}

	/**
	 * A running replica of a master.
	 * @param master the master
	 * @return its replica
	 */
	public RedisProcess replicaOf(RedisProcess master) {
		String id = id(master);
		return running()
			.filter((node) -> nodeLines(node).stream()
				.anyMatch((line) -> line.contains("myself") && line.contains("slave " + id)))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Sends a command to one node.
	 * @param node the node
	 * @param words the command
	 * @return its answer
	 */
	public Object send(RedisProcess node, Object... words) {
		return Objects.requireNonNullElse(RespClient.send(node.port(), words), "");
	}

	/**
	 * Moves a slot to another master, step by step as an operator's tool does.
	 * @param slot the slot
	 * @param target where to
	 * @param halfway called when some keys, and not all, have moved
	 */
	public void migrate(int slot, RedisProcess target, Runnable halfway) {
		RedisProcess source = masterOf(slot);
		send(target, "CLUSTER", "SETSLOT", slot, "IMPORTING", id(source));
		send(source, "CLUSTER", "SETSLOT", slot, "MIGRATING", id(target));
		long moved = 0;
		long half = ((Long) send(source, "CLUSTER", "COUNTKEYSINSLOT", slot)) / 2;
		boolean called = false;
		for (List<?> keys = keys(source, slot, 1); !keys.isEmpty(); keys = keys(source, slot, KEYS_AT_A_TIME)) {
			List<Object> command = new ArrayList<>(
					List.of("MIGRATE", "127.0.0.1", target.port(), "", 0, 5_000, "KEYS"));
			command.addAll(keys);
			send(source, command.toArray());
			moved += keys.size();
			if (!called && moved >= half) {
				halfway.run();
				called = true;
			}
		}
		send(target, "CLUSTER", "SETSLOT", slot, "NODE", id(target));
		running().filter((node) -> node != target && isMaster(node))
			.forEach((node) -> send(node, "CLUSTER", "SETSLOT", slot, "NODE", id(target)));
	}

	private List<?> keys(RedisProcess node, int slot, int most) {
		return (List<?>) send(node, "CLUSTER", "GETKEYSINSLOT", slot, most);
	}

	private static boolean isMaster(RedisProcess node) {
		return info(node, "replication").contains("role:master");
	}

	private static String id(RedisProcess node) {
		return String.valueOf(RespClient.send(node.port(), "CLUSTER", "MYID"));
	}

	private static List<String> nodeLines(RedisProcess node) {
		return String.valueOf(RespClient.send(node.port(), "CLUSTER", "NODES")).lines().toList();
	}

	static void await(String what, BooleanSupplier condition) {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("Not within " + LIMIT + ": " + what);
			}
			try {
				TimeUnit.MILLISECONDS.sleep(20);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted while waiting: " + what, ex);
			}
		}
	}

	@Override
	public void close() {
		this.nodes.forEach(RedisProcess::close);
	}

	private static final class Shared {

		private static final RedisCluster CLUSTER = start(3, 0);

	}

}
