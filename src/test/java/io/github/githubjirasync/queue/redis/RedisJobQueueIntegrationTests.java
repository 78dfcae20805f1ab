package io.github.githubjirasync.queue.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.JobQueueContract;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.testing.TestQueues;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RedisJobQueue} and what belongs to it on a real Redis. It is longer
 * than usual so that its tests share one queue with those of the contract.
 */
class RedisJobQueueIntegrationTests extends JobQueueContract {

	private static TestQueues.Instance queues;

	@BeforeAll
	static void wire() {
		queues = TestQueues.fresh(PROPERTIES);
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

	@Override
	protected void advance(Duration duration) {
		RedisTime.advance(queues.redis(), "{gjs:0}", duration);
	}

	@Test
	void scriptsAreSentAgainAfterRedisForgotThem() {
		queue().enqueue(job("lane", "1"));
		forgetScripts();
		assertThat(take(1)).hasSize(1);
		forgetScripts();
		assertThat(queue().enqueueAsync(job("lane", "2"))).succeedsWithin(PATIENCE);
		forgetScripts();
		assertThat(queue().enqueue(job("lane", "3")).how()).isEqualTo(Enqueued.How.NEW);
		assertThat(queue().counts().waiting()).isEqualTo(2);
	}

	/** One that has no answer yet takes it to be 1970. */
	@Test
	void theTimeOfEnqueueIsRedisTimeWhateverTheClientTakesItFor() {
		PartitionScripts unaware = new PartitionScripts(new Partition(0), new ScriptRunner(queues.connections()),
				queues.bean(QueueProperties.class), new SettlementCodec(new SecureRandom()));
		String payload = IntStream.range(0, 900).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
		NewJob snapshot = snapshot("lane", "issue", 7, payload, "d-1");
		Instant before = Instant.now();
		assertThat(unaware.clock().isKnown()).isFalse();
		Enqueued enqueued = unaware.enqueue(List.of(unaware.entry(snapshot)), 10, false).get(0);
		Lease lease = take(1).get(0);
		assertThat(lease.job().id()).isEqualTo(enqueued.jobId());
		assertThat(lease.job().enqueuedAt()).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
		assertThat(lease.job().deliveries()).containsExactly("d-1");
		assertThat(lease.job().payload()).isEqualTo(payload);
		assertThat(unaware.clock().microsAt(System.nanoTime()) / 1_000).isBetween(before.toEpochMilli() - 1_000,
				System.currentTimeMillis() + 1_000);
	}

	/** The place is Redis's; the record has the one to which the job comes back later. */
	@ParameterizedTest
	@ValueSource(longs = { -60_000_000, -15_000, 0, 15_000, 60_000_000 })
	void theTimeInTheRecordIsTenMillisecondsOffAtMost(long micros) {
		PartitionScripts mistaken = new PartitionScripts(new Partition(0), new ScriptRunner(queues.connections()),
				queues.bean(QueueProperties.class), new SettlementCodec(new SecureRandom()));
		mistaken.counts();
		long now = System.nanoTime();
		long there = mistaken.clock().microsAt(now);
		mistaken.clock().told(there - 3_600_000_000L, now);
		mistaken.clock().told(there + micros, now);
		String id = mistaken.enqueue(List.of(mistaken.entry(job("lane", "1"))), 10, false).get(0).jobId();
		String record = Objects.requireNonNull(queues.redis().opsForValue().get("{gjs:0}:j:" + id));
		double recorded = Double.parseDouble(record.split("[\\n ]")[1]);
		assertThat(queues.redis().opsForZSet().score("{gjs:0}:waiting", id)).isCloseTo(recorded, within(10_000.0));
	}

	@Test
	void manyJobsOfOneCallKeepTheirOrderAlsoWhenRedisHasForgottenTheScript() {
		List<NewJob> jobs = IntStream.range(0, 48).mapToObj((i) -> job("lane-" + i, "job " + i)).toList();
		for (int times = 0; times < 2; times++) {
			queue().enqueueAll(jobs);
			List<Lease> leases = take(50);
			assertThat(leases).extracting((lease) -> lease.job().payload())
				.containsExactlyElementsOf(jobs.stream().map(NewJob::payload).toList());
			leases.forEach((lease) -> settle(lease, done()));
			forgetScripts();
		}
	}

	private static void forgetScripts() {
		queues.connections().getConnection().scriptingCommands().scriptFlush();
	}

	@Test
	void jobsAreEnqueuedOnTheConnectionThatReplacesAnother() {
		queue().enqueue(job("lane-1", "1"));
		((LettuceConnectionFactory) queues.connections()).resetConnection();
		assertThat(queue().enqueueAsync(job("lane-2", "2"))).succeedsWithin(PATIENCE);
		assertThat(queue().counts().waiting()).isEqualTo(2);
	}

	@Test
	void nothingOfTheQueueCarriesATimeToLive() {
		for (int i = 0; i < 80; i++) {
			queue().enqueue(delivered("lane-" + i, "delivery-" + i));
			if (i % 40 == 39) {
				queue().exchange(WORKER, completed(take(38)), 1);
			}
		}
		Set<String> keys = queues.redis().keys("{gjs:0}:*");
		assertThat(keys).contains("{gjs:0}:completed", "{gjs:0}:active", "{gjs:0}:waiting")
			.anyMatch((key) -> key.startsWith("{gjs:0}:gone:"))
			.allSatisfy((key) -> assertThat(queues.redis().getExpire(key)).isEqualTo(-1));
	}

	@Test
	void deliveriesOfForgottenJobsAreRecognisedForTheirTimeAndNotForEver() {
		try (TestQueues.Instance forgetful = TestQueues.fresh("github-jira-sync.queue.completed-kept=0",
				"github-jira-sync.queue.rate-per-second=0", "github-jira-sync.queue.seen-age=500ms")) {
			completeAndForget(forgetful, "first");
			assertThat(forgetful.queue().enqueue(delivered("lane", "first")).how()).isEqualTo(Enqueued.How.DUPLICATE);
			AtomicInteger others = new AtomicInteger();
			await().atMost(Duration.ofSeconds(10)).until(() -> {
				completeAndForget(forgetful, "other-" + others.incrementAndGet());
				return forgetful.queue().enqueue(delivered("lane", "first")).how() == Enqueued.How.NEW;
			});
			assertThat(forgetful.redis().keys("{gjs:0}:gone:*")).hasSizeLessThanOrEqualTo(2);
		}
	}

	@Test
	void redisThatIsFullStillTellsWhatItKnows() {
		Enqueued first = queue().enqueue(delivered("lane", "d-1"));
		queue().exchange(WORKER, completed(take(1)), 0);
		limitMemory("1");
		try {
			assertThat(queue().enqueue(delivered("lane", "d-1")))
				.isEqualTo(new Enqueued(first.jobId(), Enqueued.How.DUPLICATE));
			assertThatThrownBy(() -> queue().enqueue(delivered("lane", "d-2")))
				.isInstanceOf(QueueUnavailableException.class)
				.hasMessageStartingWith("Redis is full");
		}
		finally {
			limitMemory("0");
		}
		assertThat(queue().enqueue(delivered("lane", "d-2")).how()).isEqualTo(Enqueued.How.NEW);
	}

	private static void limitMemory(String bytes) {
		try (RedisConnection connection = queues.connections().getConnection()) {
			connection.serverCommands().setConfig("maxmemory", bytes);
		}
	}

	private static void completeAndForget(TestQueues.Instance queues, String delivery) {
		queues.queue().enqueue(delivered(delivery, delivery));
		queues.queue().exchange(WORKER, completed(queues.queue().exchange(WORKER, List.of(), 10).leases()), 0);
		assertThat(queues.queue().trim()).isPositive();
	}

	private static List<Settlement> completed(List<Lease> leases) {
		return leases.stream().map((lease) -> new Settlement(lease, new JobOutcome.Done(""))).toList();
	}

	@Test
	void payloadIsStoredCompressedWhereThatIsShorter() {
		queue().enqueue(job("lane", "short"));
		queue().enqueue(job("lane-2", "long ".repeat(500)));
		assertThat(queues.redis().keys("{gjs:0}:j:*"))
			.extracting((key) -> String.valueOf(queues.redis().opsForValue().get(key)).split("\n", 10)[9].charAt(0))
			.containsExactlyInAnyOrder('r', 's');
		assertThat(take(5)).extracting((lease) -> lease.job().payload()).contains("long ".repeat(500), "short");
	}

	@Test
	void jobsWhoseLeasesExpiredTogetherRunAgainOneAfterTheOther() {
		for (String lane : List.of("a", "b", "c")) {
			queue().enqueue(job(lane, lane));
		}
		assertThat(take(10)).hasSize(3);
		advance(Duration.ofMillis(10_001));
		assertThat(queue().recover()).isEqualTo(3);
		assertThat(take(10)).hasSize(1);
		advance(Duration.ofSeconds(1));
		assertThat(take(10)).hasSize(2);
	}

	@Test
	void jobsThatWouldDieTheNextTimeRunALeaseApart() {
		for (String lane : List.of("a", "b", "c")) {
			queue().enqueue(job(lane, lane));
		}
		for (int crash = 1; crash <= 2; crash++) {
			advance(Duration.ofSeconds(1));
			take(10);
			advance(Duration.ofSeconds(1));
			take(10);
			advance(Duration.ofSeconds(11));
			assertThat(queue().recover()).isEqualTo(3);
		}
		for (int left = 3; left > 0; left--) {
			List<Lease> leases = take(10);
			assertThat(leases).hasSize(1);
			settle(leases.get(0), done());
			assertThat(take(10)).isEmpty();
			advance(Duration.ofMillis(10_001));
		}
		assertThat(queue().counts().completed()).isEqualTo(3);
	}

	@Test
	void jobsThatWouldDieTheNextTimeRunALeaseApartThoughTheirLeasesExpiredApart() {
		queue().enqueue(job("a", "a"));
		queue().enqueue(job("b", "b"));
		for (int crash = 1; crash <= 2; crash++) {
			assertThat(take(1)).hasSize(1);
			advance(Duration.ofSeconds(1));
			assertThat(take(1)).hasSize(1);
			advance(Duration.ofMillis(9_001));
			assertThat(queue().recover()).isEqualTo(1);
			advance(Duration.ofSeconds(1));
			assertThat(queue().recover()).isEqualTo(1);
		}
		List<Lease> leases = take(10);
		assertThat(leases).extracting((lease) -> lease.job().payload()).containsExactly("a");
		settle(leases.get(0), done());
		advance(Duration.ofMillis(9_001));
		assertThat(take(10)).extracting((lease) -> lease.job().payload()).containsExactly("b");
	}

	@Test
	void jobIsHandedToAnIdleWorkerWhileOthersWaitBehindABusyHead() throws Exception {
		BlockingQueue<List<Lease>> handed = new LinkedBlockingQueue<>();
		try (AutoCloseable registration = queue().listen("idle", handed::add)) {
			queue().enqueue(job("busy", "1"));
			assertThat(take(1)).hasSize(1);
			queue().enqueue(job("busy", "2"));
			queue().exchange("idle", List.of(), 5);
			queue().enqueue(job("free", "3"));
			assertThat(handed.poll(5, TimeUnit.SECONDS)).extracting((lease) -> lease.job().payload())
				.containsExactly("3");
		}
	}

	@Test
	void jobOvertakesNoneThatCouldBeTakenAndIsNotHandedOut() throws Exception {
		BlockingQueue<List<Lease>> handed = new LinkedBlockingQueue<>();
		try (AutoCloseable registration = queue().listen("idle", handed::add)) {
			queue().exchange("idle", List.of(), 5);
			queues.redis().opsForHash().put("{gjs:0}:meta", "i:idle", "0");
			queue().enqueue(job("first", "1"));
			queues.redis().opsForHash().put("{gjs:0}:meta", "i:idle", "5");
			queue().enqueue(job("second", "2"));
			assertThat(handed.poll(5, TimeUnit.SECONDS)).isEmpty();
			assertThat(handed.poll(5, TimeUnit.SECONDS)).isEmpty();
			assertThat(queue().exchange("idle", List.of(), 5).leases()).extracting((lease) -> lease.job().payload())
				.containsExactly("1", "2");
		}
	}

	@Test
	void jobThatJoinsABusyLaneWakesNobody() throws Exception {
		BlockingQueue<List<Lease>> handed = new LinkedBlockingQueue<>();
		try (AutoCloseable registration = queue().listen("idle", handed::add)) {
			queue().enqueue(job("busy", "1"));
			assertThat(take(1)).hasSize(1);
			String dead = queue().enqueue(delivered("quarantine", "d-1")).jobId();
			settle(take(1).get(0), new JobOutcome.Dead("404"));
			queue().exchange("idle", List.of(), 5);
			queue().enqueue(job("busy", "2"));
			queue().enqueue(job("free", "3"));
			assertThat(handed.poll(5, TimeUnit.SECONDS)).extracting((lease) -> lease.job().payload())
				.containsExactly("3");
			assertThat(queue().enqueue(delivered("quarantine", "d-1")).jobId()).isEqualTo(dead);
			assertThat(handed.poll(5, TimeUnit.SECONDS)).as("the call for the job that runs again").isEmpty();
		}
	}

	@Test
	void resumeLetsAllGoAlsoTheJobThatCausedTheHold() {
		try (TestQueues.Instance many = TestQueues.fresh("github-jira-sync.queue.rate-per-second=0")) {
			many.queue()
				.enqueueAll(IntStream.range(0, 450)
					.mapToObj((i) -> new NewJob("lane-" + i, "test", JobPriority.NORMAL, "job", null, List.of("jira"),
							null, null))
					.toList());
			List<Lease> leases = new ArrayList<>(many.queue().exchange(WORKER, List.of(), 500).leases());
			leases.sort(Comparator.comparing((lease) -> lease.job().id()));
			Lease cause = leases.remove(0);
			many.queue().giveBack(WORKER, leases);
			JobOutcome limited = new JobOutcome.Snooze(Duration.ofMinutes(10), "rate limited", "jira");
			many.queue().exchange(WORKER, List.of(new Settlement(cause, limited)), 0);
			assertThat(many.queue().exchange(WORKER, List.of(), 500).leases()).isEmpty();
			assertThat(many.queue().counts().delayed()).isEqualTo(450);

			many.control().resume("jira");

			assertThat(many.queue().exchange(WORKER, List.of(), 500).leases()).hasSize(450);
		}
	}

	@Test
	void instanceWithoutWorkersHasTheRoomThatOthersAdd() {
		try (TestQueues.Instance worker = TestQueues.on(TestServers.redisUrl(), PROPERTIES);
				TestQueues.Instance receiver = TestQueues.on(TestServers.redisUrl(), PROPERTIES)) {
			worker.queue().heartbeat("instance-1", Set.of());
			worker.queue().heartbeat("instance-2", Set.of());
			for (int i = 0; i < 100; i++) {
				receiver.queue().enqueue(job("lane-" + i, "job " + i));
			}
			assertThatThrownBy(() -> receiver.queue().enqueue(job("lane-101", "one too many")))
				.isInstanceOf(QueueFullException.class)
				.hasMessageContaining("100 jobs");
		}
	}

	@Test
	void rateLimitLetsAFewStartAtOnceAndThenSpacesThem() {
		try (TestQueues.Instance limited = TestQueues.fresh("github-jira-sync.queue.rate-per-second=100",
				"github-jira-sync.queue.rate-burst=3")) {
			for (int i = 0; i < 50; i++) {
				limited.queue().enqueue(job("lane-" + i, "job"));
			}
			assertThat(limited.queue().exchange(WORKER, List.of(), 40).leases()).hasSize(3);
			advance(Duration.ofMillis(100));
			assertThat(limited.queue().exchange(WORKER, List.of(), 40).leases()).hasSize(3);
		}
	}

	@Test
	void rateLimitCountsJobsThatWereHandedOut() throws Exception {
		try (TestQueues.Instance limited = TestQueues.fresh("github-jira-sync.queue.rate-per-second=1",
				"github-jira-sync.queue.rate-burst=2")) {
			BlockingQueue<List<Lease>> handed = new LinkedBlockingQueue<>();
			try (AutoCloseable registration = limited.queue().listen(WORKER, handed::add)) {
				limited.queue().exchange(WORKER, List.of(), 10);
				for (int i = 0; i < 4; i++) {
					limited.queue().enqueue(job("lane-" + i, "job " + i));
				}
				assertThat(handed.poll(5, TimeUnit.SECONDS)).hasSize(1);
				assertThat(handed.poll(5, TimeUnit.SECONDS)).hasSize(1);
				assertThat(handed.poll(5, TimeUnit.SECONDS)).isEmpty();
				assertThat(limited.queue().exchange(WORKER, List.of(), 10).leases()).isEmpty();
				assertThat(limited.queue().counts().waiting()).isEqualTo(2);
			}
		}
	}

}
