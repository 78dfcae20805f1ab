package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.githubjirasync.queue.Backoff;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.RetryPolicy;
import io.github.githubjirasync.testing.TestQueues;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many workers settle at random, crash at random and lose answers, while time jumps, jobs
 * are held back, dead letters replayed and scripts forgotten at random; what the queue
 * promises holds at every moment and at the end.
 */
class QueueInvariantsIntegrationTests {

	private static final String ROOT = "{gjs:0}";

	private static final int LANES = 25;

	private static final int SNAPSHOT_LANES = 5;

	private static final int JOBS = 600;

	private static final int WORKERS = 6;

	private static final int BURST = 3;

	/** In ms. */
	private static final int LONGEST_JUMP = 6_000;

	private static final RetryPolicy ONE_ATTEMPT = new RetryPolicy(1,
			new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), 0));

	private final Sightings sightings = new Sightings();

	private final AtomicBoolean calm = new AtomicBoolean();

	private final AtomicBoolean over = new AtomicBoolean();

	private final AtomicLong holds = new AtomicLong();

	private final Set<String> jobs = new HashSet<>();

	private final Set<String> replayed = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> lastSnapshots = new HashMap<>();

	@ParameterizedTest
	@CsvSource("2, 0, 1, true")
	void nothingIsLostDoubledOrOutOfOrder(long seed, int rate, int looksBetweenJumps, boolean answersGetLost)
			throws Exception {
		run(seed, rate, looksBetweenJumps, answersGetLost);
	}

	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "1, 0, 1, false", "3, 0, 3, true", "4, 400, 10, false", "5, 400, 3, true", "6, 0, 2, true" })
	void norInOtherRuns(long seed, int rate, int looksBetweenJumps, boolean answersGetLost) throws Exception {
		run(seed, rate, looksBetweenJumps, answersGetLost);
	}

	private void run(long seed, int rate, int looksBetweenJumps, boolean answersGetLost) throws Exception {
		try (TestQueues.Instance queues = TestQueues.fresh("github-jira-sync.queue.rate-per-second=" + rate,
				"github-jira-sync.queue.rate-burst=" + BURST, "github-jira-sync.queue.max-crashes=1000",
				"github-jira-sync.queue.attempts=100", "github-jira-sync.queue.backoff.cap=30s",
				"github-jira-sync.queue.completed-kept=5000")) {
			ExecutorService threads = Executors.newFixedThreadPool(WORKERS + 1);
			List<Future<Long>> workers = new ArrayList<>();
			for (int worker = 0; worker < WORKERS; worker++) {
				workers.add(threads.submit(new RandomWorker("worker-" + worker, queues.queue(),
						new Random(seed * 100 + worker), this.sightings, this.over, this.holds, answersGetLost)));
			}
			Future<?> chaos = threads.submit(() -> shake(queues, new Random(seed), looksBetweenJumps));
			enqueue(queues.queue(), new Random(seed * 7));
			awaitEnd(queues.queue(), workers, chaos);
			this.calm.set(true);
			get(chaos);
			// The last thing it did may have been a replay.
			awaitEnd(queues.queue(), workers, new CompletableFuture<>());
			this.over.set(true);
			long crashes = 0;
			for (Future<Long> worker : workers) {
				crashes += get(worker);
			}
			threads.shutdown();
			assertThat(crashes).isPositive();
			judge(queues, answersGetLost);
			if (rate > 0) {
				assertThat(this.sightings.worstSecond()).isBetween(2 * BURST, rate + BURST);
			}
		}
	}

	private static void awaitEnd(JobQueue queue, List<Future<Long>> workers, Future<?> chaos) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> {
			QueueCounts counts = queue.counts();
			return counts.waiting() + counts.delayed() + counts.active() == 0 || chaos.isDone()
					|| workers.stream().anyMatch(Future::isDone);
		});
	}

	private static <T> T get(Future<T> future) throws Exception {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw new AssertionError(ex.getCause());
		}
	}

	private void enqueue(JobQueue queue, Random random) {
		Map<String, Integer> numbers = new HashMap<>();
		for (int i = 0; i < JOBS; i++) {
			boolean snapshot = random.nextInt(5) == 0;
			String lane = snapshot ? "snapshots-" + random.nextInt(SNAPSHOT_LANES) : "lane-" + random.nextInt(LANES);
			int number = numbers.merge(lane, 1, Integer::sum);
			String kind = (random.nextInt(5) == 0) ? RandomWorker.SCOPED : "test";
			if (snapshot) {
				this.lastSnapshots.put(lane, number);
			}
			NewJob job = new NewJob(lane, kind, JobPriority.of(1 + random.nextInt(3)), Integer.toString(number),
					snapshot ? new NewJob.Snapshot("thing", number) : null,
					kind.equals(RandomWorker.SCOPED) ? List.of("scope") : List.of(), "delivery-" + i,
					policy(snapshot, random));
			this.jobs.add(queue.enqueue(job).jobId());
			if (random.nextInt(20) == 0) {
				// The same delivery again.
				this.jobs.add(queue.enqueue(job).jobId());
			}
		}
	}

	private static @Nullable RetryPolicy policy(boolean snapshot, Random random) {
		return (!snapshot && random.nextInt(8) == 0) ? ONE_ATTEMPT : null;
	}

	/** What happens around the workers. */
	private int shake(TestQueues.Instance queues, Random random, int looksBetweenJumps) {
		int looks = 0;
		while (!this.calm.get()) {
			int jump = (random.nextInt(looksBetweenJumps) == 0) ? random.nextInt(LONGEST_JUMP) : 0;
			this.sightings.jumped(RedisTime.advance(queues.redis(), ROOT, Duration.ofMillis(jump)), jump);
			assertThat(PartitionCheck.run(queues.redis(), ROOT)).isEmpty();
			looks++;
			switch (random.nextInt(20)) {
				case 0 -> queues.connections().getConnection().scriptingCommands().scriptFlush();
				case 1, 2 -> hold(queues);
				case 3, 4 -> replay(queues, random);
				default -> {
				}
			}
		}
		release(queues);
		assertThat(looks).isPositive();
		return looks;
	}

	private void hold(TestQueues.Instance queues) {
		if (this.holds.get() % 2 == 1) {
			release(queues);
		}
		else {
			queues.control().pause("scope");
			this.holds.incrementAndGet();
		}
	}

	private void release(TestQueues.Instance queues) {
		if (this.holds.get() % 2 == 1) {
			this.holds.incrementAndGet();
			queues.control().resume("scope");
		}
	}

	private void replay(TestQueues.Instance queues, Random random) {
		List<DeadLetter> dead = queues.deadLetters().list(0, 10);
		if (!dead.isEmpty()) {
			String id = dead.get(random.nextInt(dead.size())).job().id();
			this.replayed.add(id);
			queues.deadLetters().replay(id);
		}
	}

	private void judge(TestQueues.Instance queues, boolean answersGetLost) {
		assertThat(PartitionCheck.run(queues.redis(), ROOT)).isEmpty();
		assertThat(this.sightings.wrong()).isEmpty();
		assertThat(this.sightings.completedTwice()).isEmpty();
		QueueCounts counts = queues.queue().counts();
		assertThat(counts.waiting() + counts.delayed() + counts.active()).isZero();
		assertThat(counts.completed() + counts.dead()).isEqualTo(this.jobs.size());
		assertThat(this.jobs).allSatisfy((id) -> {
			JobRecord job = queues.lookup().find(id).orElseThrow();
			assertThat(job.state()).isIn(JobState.COMPLETED, JobState.DEAD);
			if (!answersGetLost) {
				assertThat(job.failures()).hasSize(this.sightings.failures(id));
				assertThat(this.replayed.contains(id) || this.sightings.mayHaveCrashed(id, job.crashes())).isTrue();
			}
		});
		this.sightings.numbersByLane().forEach(this::judgeLane);
	}

	private void judgeLane(String lane, List<Integer> numbers) {
		Integer lastSnapshot = this.lastSnapshots.get(lane);
		if (lastSnapshot != null) {
			assertThat(numbers).as(lane).isSorted().endsWith(lastSnapshot);
			return;
		}
		int latest = 0;
		for (int number : numbers) {
			assertThat(number).as(lane + " " + numbers).isLessThanOrEqualTo(latest + 1);
			latest = Math.max(latest, number);
		}
	}

}
