package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.testing.RedisCluster;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestQueues;
import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Moves a partition from one master of a real cluster to another while it is in use.
 */
class SlotMigrationIntegrationTests {

	private static final int SLOT = SlotHash.getSlot("{gjs:0}");

	private static final int JOBS = 300;

	private final RedisCluster cluster = RedisCluster.shared();

	private TestQueues.Instance queues;

	@BeforeEach
	void wire() {
		this.queues = TestQueues.freshOn(this.cluster, "github-jira-sync.queue.rate-per-second=0");
	}

	@AfterEach
	void close() {
		this.queues.close();
	}

	private static NewJob job(int number) {
		return new NewJob("lane-" + number % 40, "test", JobPriority.NORMAL, "job " + number, null, List.of(),
				"delivery-" + number, null);
	}

	private RedisProcess anotherMaster() {
		RedisProcess source = this.cluster.masterOf(SLOT);
		return this.cluster.nodes().stream().filter((node) -> node != source).findFirst().orElseThrow();
	}

	@Test
	void noScriptRunsOnHalfOfAPartition() {
		JobQueue queue = this.queues.queue();
		for (int i = 0; i < JOBS; i++) {
			queue.enqueue(job(i));
		}
		this.cluster.migrate(SLOT, anotherMaster(), () -> {
			assertThatThrownBy(() -> queue.enqueue(job(JOBS))).isInstanceOf(QueueUnavailableException.class)
				.hasMessageContaining("TRYAGAIN");
		});
		assertThat(queue.counts().waiting()).isEqualTo(JOBS);
		assertThat(queue.enqueue(job(7)).jobId()).isEqualTo(jobIdOfDelivery(7));
	}

	private String jobIdOfDelivery(int number) {
		return this.queues.lookup().findByDelivery("delivery-" + number).orElseThrow().job().id();
	}

	@Test
	void jobsEnqueuedAndWorkedOnMeanwhileAreDoneOnce() throws Exception {
		JobQueue queue = this.queues.queue();
		Set<String> started = ConcurrentHashMap.newKeySet();
		AtomicBoolean twice = new AtomicBoolean();
		AtomicBoolean moved = new AtomicBoolean();
		Thread worker = new Thread(() -> work(queue, started, twice), "test-worker");
		worker.start();
		Thread mover = new Thread(() -> {
			this.cluster.migrate(SLOT, anotherMaster(), () -> {
			});
			moved.set(true);
		}, "test-mover");
		for (int i = 0; i < JOBS; i++) {
			if (i == JOBS / 4) {
				mover.start();
			}
			enqueueUntilAccepted(queue, job(i));
		}
		worker.join(Duration.ofSeconds(20).toMillis());
		mover.join(Duration.ofSeconds(20).toMillis());
		assertThat(moved).isTrue();
		assertThat(started).hasSize(JOBS);
		assertThat(twice).isFalse();
		assertThat(queue.counts().completed()).isEqualTo(JOBS);
	}

	private static void work(JobQueue queue, Set<String> started, AtomicBoolean twice) {
		List<Settlement> ended = List.of();
		long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while ((started.size() < JOBS || !ended.isEmpty()) && System.nanoTime() < deadline) {
			try {
				ended = queue.exchange("worker", ended, 10).leases().stream().map((lease) -> {
					if (!started.add(lease.job().id())) {
						twice.set(true);
					}
					return new Settlement(lease, new JobOutcome.Done(""));
				}).toList();
			}
			catch (QueueUnavailableException ex) {
				// Settles again what it could not.
			}
		}
	}

	private static void enqueueUntilAccepted(JobQueue queue, NewJob job) {
		while (true) {
			try {
				queue.enqueue(job);
				return;
			}
			catch (QueueUnavailableException ex) {
				// As the sender of a webhook would.
			}
		}
	}

}
