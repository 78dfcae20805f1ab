package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.testing.RedisCluster;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.RedisSentinels;
import io.github.githubjirasync.testing.TestQueues;
import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Lets replicas take over from masters under load: in a cluster, orderly and after a
 * kill, and with sentinels.
 */
@Tag("long")
class FailoverIntegrationTests {

	private static final Duration BAR = Duration.ofSeconds(10);

	private static final String LEASE = "github-jira-sync.queue.lease=1500ms";

	private static final String UNLIMITED = "github-jira-sync.queue.rate-per-second=0";

	@Test
	void workGoesOnWithPromotedReplicasOfACluster() throws Exception {
		try (RedisCluster cluster = RedisCluster.start(3, 1);
				TestQueues.Instance queues = TestQueues.on(cluster, LEASE, UNLIMITED,
						"github-jira-sync.queue.partitions=3");
				FailoverLoad load = new FailoverLoad(queues.queue(), "worker", 3)) {
			load.awaitStarts(0, (id) -> id.startsWith("1-"), BAR);

			RedisProcess master = masterOf(cluster, 1);
			cluster.send(cluster.replicaOf(master), "CLUSTER", "FAILOVER");
			long orderly = System.nanoTime();
			Duration afterOrderly = load.awaitStarts(orderly, (id) -> id.startsWith("1-"), BAR);

			masterOf(cluster, 2).kill();
			long killed = System.nanoTime();
			load.awaitStarts(killed, (id) -> id.startsWith("0-"), Duration.ofSeconds(3));
			Duration afterKill = load.awaitStarts(killed, (id) -> id.startsWith("2-"), BAR);

			int jobs = load.finish();
			System.out.printf("jobs: %d  after CLUSTER FAILOVER: %d ms  after kill -9: %d ms%n", jobs,
					afterOrderly.toMillis(), afterKill.toMillis());
			assertThat(jobs).isPositive();
		}
	}

	private static RedisProcess masterOf(RedisCluster cluster, int partition) {
		return cluster.masterOf(SlotHash.getSlot(new Partition(partition).root()));
	}

	@Test
	void workGoesOnWithTheMasterThatSentinelsChoose() throws Exception {
		try (RedisSentinels servers = RedisSentinels.start();
				TestQueues.Instance queues = TestQueues.on(servers, LEASE, UNLIMITED);
				FailoverLoad load = new FailoverLoad(queues.queue(), "worker", 1)) {
			load.awaitStarts(0, (id) -> true, BAR);
			servers.master().kill();
			long killed = System.nanoTime();
			Duration afterKill = load.awaitStarts(killed, (id) -> true, BAR);
			int jobs = load.finish();
			System.out.printf("jobs: %d  after kill -9 with sentinels: %d ms%n", jobs, afterKill.toMillis());
			assertThat(jobs).isPositive();
		}
	}

	/** They make it a replica, and so end its connections, only after eight seconds. */
	@Test
	void masterThatSentinelsReplacedIsLeftThoughItLives() throws Exception {
		BlockingQueue<List<Lease>> calls = new LinkedBlockingQueue<>();
		try (RedisSentinels servers = RedisSentinels.start();
				TestQueues.Instance queues = TestQueues.on(servers, UNLIMITED);
				AutoCloseable registration = queues.queue().listen("worker", calls::add)) {
			RedisProcess former = servers.master();
			assertThat(portOf(queues)).isEqualTo(former.port());
			servers.failOver();
			await().atMost(BAR).until(() -> servers.master() != former);
			await().atMost(Duration.ofSeconds(4)).until(() -> portOf(queues) == servers.master().port());

			assertThat(calls.poll(4, TimeUnit.SECONDS)).as("what was missed is asked for").isEmpty();
			await().atMost(BAR).ignoreExceptions().until(() -> queues.queue().exchange("worker", List.of(), 1) != null);
			String id = queues.queue().enqueue(NewJob.of("lane", "test", JobPriority.NORMAL, "job")).jobId();
			assertThat(calls.poll(4, TimeUnit.SECONDS)).singleElement()
				.satisfies((lease) -> assertThat(lease.job().id()).isEqualTo(id));
			assertThat(former.running()).isTrue();
		}
	}

	private static int portOf(TestQueues.Instance queues) {
		try (RedisConnection connection = queues.connections().getConnection()) {
			Properties server = Objects.requireNonNull(connection.serverCommands().info("server"));
			return Integer.parseInt(server.getProperty("tcp_port"));
		}
	}

}
