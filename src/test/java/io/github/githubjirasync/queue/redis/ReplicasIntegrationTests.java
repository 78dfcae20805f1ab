package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestQueues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the queue on a master that must have replicas.
 */
class ReplicasIntegrationTests {

	private static final NewJob JOB = NewJob.of("lane", "test", JobPriority.NORMAL, "job");

	private RedisProcess master;

	private TestQueues.Instance queues;

	@BeforeEach
	void start() {
		this.master = RedisProcess.start("--repl-diskless-sync-delay", "0");
		this.queues = TestQueues.on(this.master.url());
	}

	@AfterEach
	void stop() {
		this.queues.close();
		this.master.close();
	}

	@Test
	void masterWithoutItsReplicasTakesNothing() {
		requireReplicas(1);
		assertThatThrownBy(() -> this.queues.queue().enqueue(JOB)).isInstanceOf(QueueUnavailableException.class)
			.hasMessageContaining("NOREPLICAS");
		requireReplicas(0);
		assertThat(this.queues.queue().counts().waiting()).isZero();
	}

	@Test
	void whoEnqueuesWaitsForAReplicaThatComesSoon() {
		requireReplicas(1);
		CompletableFuture<Void> soon = CompletableFuture.runAsync(() -> requireReplicas(0),
				CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
		String id = this.queues.queue().enqueue(JOB).jobId();
		soon.join();
		assertThat(this.queues.queue().exchange("worker", List.of(), 1).leases()).singleElement()
			.satisfies((lease) -> assertThat(lease.job().id()).isEqualTo(id));
	}

	@Test
	void masterThatMayBeReplacedAndGoOnIsAHint() {
		try (RedisProcess first = replica(); RedisProcess second = replica()) {
			await().atMost(Duration.ofSeconds(10)).until(() -> replicas().equals("2"));
			assertThat(health().getStatus()).isEqualTo(Status.UP);
			assertThat(String.valueOf(health().getDetails().get("hint")))
				.startsWith("min-replicas-to-write is 0, so a master that was replaced");
			requireReplicas(1);
			assertThat(health().getDetails()).doesNotContainKey("hint");
			requireReplicas(0);
			second.kill();
			await().atMost(Duration.ofSeconds(10)).until(() -> replicas().equals("1"));
			assertThat(health().getDetails()).doesNotContainKey("hint");
		}
	}

	private RedisProcess replica() {
		return RedisProcess.start("--replicaof", "127.0.0.1 " + this.master.port());
	}

	private Health health() {
		return new RedisSafetyHealthIndicator(new ScriptRunner(this.queues.connections())).health();
	}

	private String replicas() {
		try (RedisConnection connection = this.queues.connections().getConnection()) {
			Properties replication = Objects.requireNonNull(connection.serverCommands().info("replication"));
			return replication.getProperty("connected_slaves");
		}
	}

	private void requireReplicas(int count) {
		try (RedisConnection connection = this.queues.connections().getConnection()) {
			connection.serverCommands().setConfig("min-replicas-to-write", Integer.toString(count));
		}
	}

}
