package io.github.githubjirasync.queue.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.testing.RedisCluster;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestQueues;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Takes one master of a real cluster away, which nobody replaces. It is longer than usual
 * so that its tests share the cluster.
 */
@Tag("long")
class PartitionOutageIntegrationTests {

	private static final int PARTITIONS = 3;

	private static final String WORKER = "worker";

	private final RedisCluster cluster = RedisCluster.shared();

	private static NewJob jobIn(int partition, int number) {
		String lane = IntStream.iterate(number, (next) -> next + 1_000)
			.mapToObj((next) -> "lane-" + next)
			.filter((name) -> Partition.ofLane(name, PARTITIONS).index() == partition)
			.findFirst()
			.orElseThrow();
		return NewJob.of(lane, "test", JobPriority.NORMAL, "job " + number);
	}

	private TestQueues.Instance wire(int rate) {
		return TestQueues.freshOn(this.cluster, "github-jira-sync.queue.partitions=" + PARTITIONS,
				"github-jira-sync.queue.rate-per-second=" + rate, "spring.data.redis.timeout=1s");
	}

	private RedisProcess masterOf(int partition) {
		return this.cluster.masterOf(SlotHash.getSlot(new Partition(partition).root()));
	}

	@Test
	void outageOfOnePartitionDoesNotStopTheOthers() {
		try (TestQueues.Instance queues = wire(0)) {
			JobQueue queue = queues.queue();
			queue.enqueue(jobIn(1, 1));
			queue.enqueue(jobIn(2, 2));
			List<Lease> before = queue.exchange(WORKER, List.of(), 10).leases();
			assertThat(before).hasSize(2);
			RedisProcess lost = masterOf(1);
			lost.kill();
			try {
				assertThatThrownBy(() -> queue.enqueue(jobIn(1, 3))).isInstanceOf(QueueUnavailableException.class);
				queue.enqueue(jobIn(2, 4));
				queue.enqueue(jobIn(0, 5));
				Exchange exchange = queue.exchange(WORKER, before.stream().map(this::done).toList(), 10);
				assertThat(exchange.leases()).extracting((lease) -> lease.job().payload())
					.containsExactlyInAnyOrder("job 4", "job 5");
				assertThat(exchange.settled()).containsExactlyInAnyOrder(Settled.UNKNOWN, Settled.COMPLETED);
				long from = System.nanoTime();
				assertThat(queue.heartbeat(WORKER, exchange.leases())).isEmpty();
				assertThat(queue.counts().active()).isEqualTo(2);
				assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
				Health health = queues.bean(RedisSafetyHealthIndicator.class).health();
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails().get("hint")).asString().contains("partitions [0, 2]");
			}
			finally {
				lost.restart();
			}
			await().atMost(Duration.ofSeconds(10)).until(() -> settledInTheEnd(queue, before));
			this.cluster.awaitOk();
		}
	}

	@Test
	void jobsOfAPartitionAreSettledWhileAnotherHangs() {
		try (TestQueues.Instance queues = wire(0)) {
			JobQueue queue = queues.queue();
			List<Lease> leases = takeThreeOfPartitionOne(queue);
			List<Settlement> ended = List.of(move(leases.get(0)), move(leases.get(1)), done(leases.get(2)));
			this.cluster.send(masterOf(2), "CLIENT", "PAUSE", "1500", "ALL");
			assertThat(queue.exchange(WORKER, ended, 0).settled()).containsExactly(Settled.UNKNOWN, Settled.UNKNOWN,
					Settled.COMPLETED);
			long from = System.nanoTime();
			assertThat(queue.exchange(WORKER, ended.subList(0, 2), 0).settled()).containsOnly(Settled.UNKNOWN);
			assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Homes.PATIENCE);
			await().atMost(Duration.ofSeconds(10))
				.until(() -> queue.exchange(WORKER, ended.subList(0, 2), 0)
					.settled()
					.stream()
					.noneMatch(Settled.UNKNOWN::equals));
			assertThat(queue.counts().waiting()).isEqualTo(2);
		}
	}

	@Test
	void partitionThatWasAwayIsFoundAgainByThoseWhoMoveJobsThere() {
		try (TestQueues.Instance queues = wire(0)) {
			Lease lease = takeThreeOfPartitionOne(queues.queue()).get(0);
			List<PartitionScripts> partitions = partitions(queues);
			Outages outages = new Outages();
			Homes homes = new Homes(partitions, outages);
			outages.failed(new Partition(2), new IllegalStateException("for the test"));
			Supplier<List<Settled>> move = () -> homes
				.exchange(partitions.get(1), WORKER, List.of(move(lease)), 0, TakeLimit.spaced(0, 1))
				.settled();
			assertThat(move.get()).containsExactly(Settled.UNKNOWN);
			await().atMost(Duration.ofSeconds(5)).until(() -> outages.away().isEmpty());
			assertThat(move.get()).containsExactly(Settled.WAITING);
		}
	}

	private static List<PartitionScripts> partitions(TestQueues.Instance queues) {
		ScriptRunner scripts = new ScriptRunner(queues.connections());
		SettlementCodec settlements = new SettlementCodec(new SecureRandom());
		return IntStream.range(0, PARTITIONS)
			.mapToObj((index) -> new PartitionScripts(new Partition(index), scripts, queues.bean(QueueProperties.class),
					settlements))
			.toList();
	}

	@Test
	void callThatFindsItsConnectionReplacedIsMadeOnTheNewOne() throws Exception {
		try (TestQueues.Instance queues = wire(0)) {
			PartitionScripts partition = partitions(queues).get(1);
			AtomicBoolean ended = new AtomicBoolean();
			Set<String> failures = ConcurrentHashMap.newKeySet();
			List<CompletableFuture<Void>> callers = IntStream.range(0, 4)
				.mapToObj((caller) -> CompletableFuture.runAsync(() -> call(partition, ended, failures)))
				.toList();
			for (int i = 0; i < 100; i++) {
				((LettuceConnectionFactory) queues.connections()).resetConnection();
				TimeUnit.MILLISECONDS.sleep(10);
			}
			ended.set(true);
			CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
			// What was on its way when the connection was closed may have been done.
			assertThat(failures).noneMatch((failure) -> failure.contains("null"))
				.noneMatch((failure) -> failure.contains("is closed") || failure.contains("already closed"));
		}
	}

	private static void call(PartitionScripts partition, AtomicBoolean ended, Set<String> failures) {
		while (!ended.get()) {
			try {
				partition.counts();
			}
			catch (QueueUnavailableException ex) {
				failures.add(ex.getMessage());
			}
		}
	}

	@Test
	void jobsAreSettledAndMovedWhileAllMastersAreFull() {
		try (TestQueues.Instance queues = wire(0)) {
			JobQueue queue = queues.queue();
			List<Lease> leases = takeThreeOfPartitionOne(queue);
			JobOutcome snooze = new JobOutcome.Snooze(Duration.ofSeconds(30), "rate limited", "jira");
			limitMemory("1");
			try {
				assertThatThrownBy(() -> queue.enqueue(jobIn(1, 4))).hasMessageContaining("Redis is full");
				assertThat(queue
					.exchange(WORKER,
							List.of(move(leases.get(0)), new Settlement(leases.get(1), snooze), done(leases.get(2))), 0)
					.settled()).containsExactly(Settled.WAITING, Settled.DELAYED, Settled.COMPLETED);
				assertThat(queues.control().holds()).containsKey("jira");
			}
			finally {
				limitMemory("0");
			}
		}
	}

	private List<Lease> takeThreeOfPartitionOne(JobQueue queue) {
		for (int i = 1; i <= 3; i++) {
			queue.enqueue(jobIn(1, i));
		}
		List<Lease> leases = queue.exchange(WORKER, List.of(), 10).leases();
		assertThat(leases).hasSize(3);
		return leases;
	}

	private void limitMemory(String bytes) {
		this.cluster.nodes().forEach((node) -> this.cluster.send(node, "CONFIG", "SET", "maxmemory", bytes));
	}

	/** Into a lane of another partition, one for each job. */
	private Settlement move(Lease lease) {
		int number = lease.job().payload().hashCode() & 0xff;
		return new Settlement(lease, new JobOutcome.Move(jobIn(2, number).lane()));
	}

	private boolean settledInTheEnd(JobQueue queue, List<Lease> leases) {
		try {
			List<Settled> settled = queue.exchange(WORKER, leases.stream().map(this::done).toList(), 0).settled();
			return !settled.contains(Settled.UNKNOWN);
		}
		catch (QueueUnavailableException ex) {
			return false;
		}
	}

	private Settlement done(Lease lease) {
		return new Settlement(lease, new JobOutcome.Done(""));
	}

	@Test
	void withoutTheBudgetEachPartitionUsesItsShareOfTheRate() {
		try (TestQueues.Instance queues = wire(30)) {
			JobQueue queue = queues.queue();
			for (int i = 0; i < 60; i++) {
				queue.enqueue(jobIn(1 + i % 2, i));
			}
			// A grant that is used too late lapses.
			await().until(() -> !queue.exchange(WORKER, List.of(), 60).leases().isEmpty());
			RedisProcess budget = masterOf(0);
			budget.kill();
			try {
				long lost = System.nanoTime();
				await().pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofMillis(50))
					.atMost(Duration.ofSeconds(10))
					.until(() -> !queue.exchange(WORKER, List.of(), 60).leases().isEmpty());
				assertThat(Duration.ofNanos(System.nanoTime() - lost)).isGreaterThan(CommonRate.CLOSED);
				assertThat(queue.exchange(WORKER, List.of(), 60).leases()).hasSizeLessThanOrEqualTo(2);
			}
			finally {
				budget.restart();
			}
			await().atMost(Duration.ofSeconds(10))
				.until(() -> queue.exchange(WORKER, List.of(), 60).leases().size() == 3);
			this.cluster.awaitOk();
		}
	}

	@Test
	void connectionsAreKeptAfterAPauseOfANode() throws Exception {
		try (TestQueues.Instance queues = wire(0)) {
			PartitionScripts partition = partitions(queues).get(1);
			Object before = nativeConnection(queues);
			this.cluster.send(masterOf(1), "CLIENT", "PAUSE", "1500", "ALL");
			assertThatThrownBy(partition::counts).isInstanceOf(QueueUnavailableException.class);
			await().ignoreExceptions().until(() -> partition.counts() != null);
			// By then the check of the connections has ended.
			TimeUnit.MILLISECONDS.sleep(500);
			assertThat(nativeConnection(queues)).isSameAs(before);
		}
	}

	@SuppressWarnings("unchecked")
	private static Object nativeConnection(TestQueues.Instance queues) {
		try (RedisConnection connection = queues.connections().getConnection()) {
			return ((RedisAdvancedClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection())
				.getStatefulConnection();
		}
	}

	@Test
	void connectionThatDiedWithoutAWordIsReplaced() {
		try (TestQueues.Instance queues = wire(0)) {
			JobQueue queue = queues.queue();
			queue.enqueue(jobIn(1, 1));
			silence(queues, masterOf(1));
			assertThatThrownBy(() -> queue.enqueue(jobIn(1, 2))).isInstanceOf(QueueUnavailableException.class);
			await().atMost(Duration.ofSeconds(5))
				.ignoreExceptions()
				.until(() -> !queue.enqueue(jobIn(1, 3)).jobId().isEmpty());
		}
	}

	/** Redis answers nothing more on the connection to a node. */
	@SuppressWarnings("unchecked")
	private static void silence(TestQueues.Instance queues, RedisProcess node) {
		try (RedisConnection connection = queues.connections().getConnection()) {
			RedisAdvancedClusterAsyncCommands<byte[], byte[]> commands = (RedisAdvancedClusterAsyncCommands<byte[], byte[]>) connection
				.getNativeConnection();
			commands.getStatefulConnection()
				.getConnection("127.0.0.1", node.port())
				.async()
				.dispatch(CommandType.CLIENT, new StatusOutput<>(ByteArrayCodec.INSTANCE),
						new CommandArgs<>(ByteArrayCodec.INSTANCE).add("REPLY").add("OFF"));
		}
	}

}
