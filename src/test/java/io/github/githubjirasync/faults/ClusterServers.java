package io.github.githubjirasync.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.testing.RedisCluster;
import io.github.githubjirasync.testing.RedisProcess;
import org.awaitility.Awaitility;

/**
 * A Redis Cluster of three masters, and a queue of three partitions on it.
 *
 * @param cluster the cluster
 */
record ClusterServers(RedisCluster cluster) implements Servers {

	/** Each master has one. */
	static final int PARTITIONS = 3;

	static ClusterServers start(int replicas) {
		return new ClusterServers(RedisCluster.start(PARTITIONS, replicas, "--appendfsync", "everysec"));
	}

	@Override
	public List<String> connection() {
		return List.of("spring.data.redis.cluster.nodes=" + this.cluster.addresses(),
				"github-jira-sync.queue.partitions=" + PARTITIONS);
	}

	/** The slot of the first partition. */
	int firstSlot() {
		return ((Long) this.cluster.send(this.cluster.nodes().get(0), "CLUSTER", "KEYSLOT", "{gjs:0}")).intValue();
	}

	/** A master that runs, another one each time. */
	RedisProcess master(int turn) {
		List<RedisProcess> masters = this.cluster.nodes().stream().filter(this::isMaster).toList();
		return masters.get(turn % masters.size());
	}

	private boolean isMaster(RedisProcess node) {
		return node.running() && this.cluster.send(node, "INFO", "replication").toString().contains("role:master");
	}

	/** A lane that is at home in a partition. */
	static String laneIn(int partition, String name) {
		return IntStream.iterate(0, (number) -> number + 1).mapToObj((number) -> name + "-" + number).filter((lane) -> {
			CRC32 crc = new CRC32();
			crc.update(lane.getBytes(StandardCharsets.UTF_8));
			return crc.getValue() % PARTITIONS == partition;
		}).findFirst().orElseThrow();
	}

	/**
	 * Waits until jobs of every partition were accepted and started.
	 * @param stage the stage
	 * @param since only what happened after this time counts
	 * @return how long after that it was
	 */
	static Duration awaitAllPartitions(Stage stage, long since) {
		long[] last = { since };
		for (int partition = 0; partition < PARTITIONS; partition++) {
			for (Event event : List.of(Event.ACCEPTED, Event.STARTED)) {
				String prefix = partition + "-";
				long at = Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.pollInterval(Duration.ofMillis(50))
					.until(() -> stage.entries()
						.stream()
						.filter((entry) -> entry.event() == event && entry.nanos() > since
								&& entry.jobId().startsWith(prefix))
						.mapToLong(LedgerEntry::nanos)
						.min()
						.orElse(0), (nanos) -> nanos != 0);
				last[0] = Math.max(last[0], at);
			}
		}
		return Duration.ofNanos(last[0] - since);
	}

	@Override
	public void close() {
		this.cluster.close();
	}

}
