package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.JobQueueContract;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.testing.RedisCluster;
import io.github.githubjirasync.testing.TestQueues;
import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisJobQueue} with several partitions on a real cluster of three
 * masters.
 */
class ClusteredJobQueueIntegrationTests extends JobQueueContract {

	private static final int PARTITIONS = 4;

	private static TestQueues.Instance queues;

	@BeforeAll
	static void wire() {
		queues = TestQueues.freshOn(RedisCluster.shared(),
				Stream.concat(Arrays.stream(PROPERTIES), Stream.of("github-jira-sync.queue.partitions=" + PARTITIONS))
					.toArray(String[]::new));
	}

	@AfterAll
	static void close() {
		queues.close();
	}

	@BeforeEach
	void emptyQueue() {
		queues.flush();
	}

	@Override
	protected JobQueue queue() {
		return queues.queue();
	}

	@Override
	protected DeadLetters deadLetters() {
		return queues.deadLetters();
	}

	@Override
	protected QueueControl control() {
		return queues.control();
	}

	@Override
	protected JobLookup lookup() {
		return queues.lookup();
	}

	/** Each partition tells the time for itself, so a batch has no order over several. */
	@Override
	protected void enqueueInOrder(List<NewJob> jobs) {
		jobs.forEach(queue()::enqueue);
	}

	@Override
	protected String atOneHome(String name) {
		return laneIn(0, name);
	}

	@Override
	protected int roomSlack() {
		return 10;
	}

	@Override
	protected int completedSlack() {
		return PARTITIONS * 32;
	}

	@Override
	protected void advance(Duration duration) {
		IntStream.range(0, PARTITIONS)
			.forEach((index) -> RedisTime.advance(queues.redis(), ScriptRunner.text(new Partition(index).root()),
					duration));
	}

	private static String laneIn(int partition) {
		return laneIn(partition, "lane");
	}

	private static String laneIn(int partition, String name) {
		return IntStream.range(0, 1_000)
			.mapToObj((number) -> name + "-in-" + number)
			.filter((lane) -> Partition.ofLane(lane, PARTITIONS).index() == partition)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void everyMasterHasPartitions() {
		Set<Integer> ports = new HashSet<>();
		IntStream.range(0, 3)
			.forEach((index) -> ports
				.add(RedisCluster.shared().masterOf(SlotHash.getSlot(new Partition(index).root())).port()));
		assertThat(ports).hasSize(3);
	}

	@Test
	void jobMovedToAnotherPartitionIsOneJob() {
		String id = queue().enqueue(delivered(laneIn(0), "d-1")).jobId();
		Lease lease = take(1).get(0);
		settle(lease, new JobOutcome.Retry("failed once"));
		advance(Duration.ofMillis(2_001));
		lease = take(1).get(0);

		assertThat(settle(lease, new JobOutcome.Move(laneIn(1)))).isEqualTo(Settled.WAITING);

		assertThat(queue().counts()).extracting(QueueCounts::waiting, QueueCounts::active).containsExactly(1L, 0L);
		JobRecord moved = lookup().findByDelivery("d-1").orElseThrow();
		assertThat(moved.state()).isEqualTo(JobState.WAITING);
		assertThat(moved.job().id()).startsWith("1-");
		assertThat(moved.job().attempt()).isEqualTo(2);
		assertThat(moved.failures()).hasSize(1);
		assertThat(lookup().find(id).orElseThrow().outcome()).isEqualTo("moved to " + moved.job().id());
	}

	@Test
	void jobThatMovesBackToAPartitionThatForgotItWaitsThereAgain() {
		String id = queue().enqueue(snapshot(laneIn(0), "issue", 1, "old", "d-1")).jobId();
		queue().enqueue(snapshot(laneIn(0), "issue", 2, "new", "d-2"));
		settle(take(1).get(0), new JobOutcome.Move(laneIn(1)));
		Lease moved = take(1).get(0);
		assertThat(moved.job().id()).startsWith("1-");
		advance(Duration.ofHours(25));
		assertThat(queue().trim()).isEqualTo(1);
		assertThat(queue().enqueue(delivered(laneIn(0), "d-1")).how()).isEqualTo(Enqueued.How.DUPLICATE);
		advance(Duration.ofHours(-25));

		assertThat(settle(moved, new JobOutcome.Move(laneIn(0)))).isEqualTo(Settled.WAITING);

		Lease back = take(1).get(0);
		assertThat(back.job().id()).isEqualTo(id);
		assertThat(back.job().payload()).isEqualTo("new");
		assertThat(back.job().deliveries()).containsExactly("d-1", "d-2");
		assertThat(queue().enqueue(delivered(laneIn(0), "d-1")).how()).isEqualTo(Enqueued.How.DUPLICATE);
		settle(back, new JobOutcome.Dead("404"));
		assertThat(deadLetters().discard(id)).isTrue();
		assertThat(queue().enqueue(delivered(laneIn(0), "d-1")).how()).isEqualTo(Enqueued.How.NEW);
		assertThat(queue().enqueue(delivered(laneIn(0), "d-2")).how()).isEqualTo(Enqueued.How.NEW);
	}

	@Test
	void jobWhoseWorkerDiedWhileItMovedIsNotDoubled() {
		queue().enqueue(delivered(laneIn(0), "d-1"));
		Lease lost = take(1).get(0);
		settle(lost, new JobOutcome.Move(laneIn(1)));
		// As if the first half had been done only: the job is active, and its copy
		// waits.
		Lease copy = take(1).get(0);
		settle(copy, new JobOutcome.Done("by the copy"));
		String root = ScriptRunner.text(new Partition(0).root());
		queues.redis().opsForZSet().remove(root + ":completed", lost.job().id());
		queues.redis().opsForZSet().add(root + ":waiting", lost.job().id(), 1);
		queues.redis().opsForHash().put(root + ":lanes", lost.job().lane(), lost.job().id() + ":");
		Lease again = take(1).get(0);
		assertThat(again.job().id()).isEqualTo(lost.job().id());

		settle(again, new JobOutcome.Move(laneIn(1)));

		assertThat(take(10)).isEmpty();
		assertThat(queue().counts()).extracting(QueueCounts::waiting, QueueCounts::completed).containsExactly(0L, 2L);
		assertThat(lookup().find(again.job().id()).orElseThrow().outcome())
			.isEqualTo("moved to " + copy.job().id() + ", which was there before");
	}

	@Test
	void jobsOfAllPartitionsAreTakenInTurn() {
		for (int round = 0; round < 3; round++) {
			for (int partition = 0; partition < PARTITIONS; partition++) {
				queue().enqueue(job(laneIn(partition), "round " + round));
			}
			advance(Duration.ofSeconds(2));
		}
		for (int round = 0; round < 3; round++) {
			for (int partition = 0; partition < PARTITIONS; partition++) {
				Lease lease = take(1).get(0);
				assertThat(lease.job().payload()).isEqualTo("round " + round);
				Exchange end = queue().exchange(WORKER, List.of(new Settlement(lease, new JobOutcome.Done(""))), 0);
				assertThat(end.settled()).containsExactly(Settled.COMPLETED);
			}
		}
	}

	@Test
	void manySnoozesOfAScopeHoldItBackOnceInEachPartition() {
		for (int i = 0; i < 10; i++) {
			queue().enqueue(new NewJob(laneIn(1, "snoozed-" + i), "test", JobPriority.NORMAL, "job", null,
					List.of("jira"), null, null));
		}
		List<Settlement> ended = new ArrayList<>();
		for (Lease lease : take(10)) {
			ended.add(new Settlement(lease,
					new JobOutcome.Snooze(Duration.ofSeconds(60 - ended.size()), "rate limited", "jira")));
		}
		long before = scriptCalls();
		assertThat(queue().exchange(WORKER, ended, 0).settled()).hasSize(10).containsOnly(Settled.DELAYED);
		assertThat(scriptCalls() - before).isLessThanOrEqualTo(PARTITIONS);
		for (int partition = 0; partition < PARTITIONS; partition++) {
			String root = ScriptRunner.text(new Partition(partition).root());
			Object until = queues.redis().opsForHash().get(root + ":meta", "h:jira");
			assertThat(Long.parseLong(String.valueOf(until)) - System.currentTimeMillis()).isBetween(55_000L, 60_001L);
		}
	}

	@Test
	void idleWorkerAsksEachPartitionAboutOnceASecond() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		try (AutoCloseable registration = queue().listen("idle", (leases) -> called.countDown())) {
			queue().exchange("idle", List.of(), 5);
			long before = scriptCalls();
			long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
			while (System.nanoTime() < end) {
				Exchange exchange = queue().exchange("idle", List.of(), 5);
				TimeUnit.NANOSECONDS.sleep(Math.min(exchange.again().toNanos(), end - System.nanoTime()));
			}
			assertThat(scriptCalls() - before).isBetween(1L, 3L * PARTITIONS);
			queue().enqueue(job(laneIn(2), "work"));
			assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();
			assertThat(queue().exchange("idle", List.of(), 5).leases()).hasSize(1);
		}
	}

	/** Each would have to wait for the one before. */
	@Test
	void manyJobsOfOnePartitionAreStoredInOneCall() {
		List<NewJob> jobs = IntStream.range(0, 40).mapToObj((i) -> job(laneIn(0, "lane-" + i), "job " + i)).toList();
		long before = calls("msetnx");
		queue().enqueueAll(jobs);
		assertThat(calls("msetnx") - before).isEqualTo(1);
		assertThat(queue().counts().waiting()).isEqualTo(40);
	}

	private static long scriptCalls() {
		return calls("eval");
	}

	/** Those of all nodes, for commands whose names begin so. */
	private static long calls(String command) {
		return RedisCluster.shared()
			.nodes()
			.stream()
			.map((node) -> RedisCluster.shared().send(node, "INFO", "commandstats").toString())
			.flatMap(String::lines)
			.filter((line) -> line.startsWith("cmdstat_" + command))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("[^:]*:calls=(\\d+),.*", "$1")))
			.sum();
	}

}
