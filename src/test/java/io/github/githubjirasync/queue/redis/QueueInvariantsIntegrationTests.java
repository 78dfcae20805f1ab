package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.testing.TestQueues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.script.DefaultRedisScript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many workers settle at random, crash at random, and time jumps at random; what the
 * queue promises holds at every moment and at the end.
 */
class QueueInvariantsIntegrationTests {

	private static final int LANES = 25;

	private static final int JOBS = 600;

	private static final int WORKERS = 6;

	/**
	 * Checks a partition in one atomic look; answers with the first thing that is wrong,
	 * or with nothing.
	 */
	private static final DefaultRedisScript<String> CHECK = new DefaultRedisScript<>(
			"""
					local root, seen, heads = KEYS[1], {}, {}
					for _, state in ipairs({'waiting', 'delayed', 'active', 'completed', 'dead'}) do
					  for _, id in ipairs(redis.call('ZRANGE', root .. ':' .. state, 0, -1)) do
					    if seen[id] then return id .. ' is both ' .. seen[id] .. ' and ' .. state end
					    seen[id] = state
					    if redis.call('EXISTS', root .. ':j:' .. id) == 0 then return id .. ' is ' .. state .. ' without a record' end
					  end
					end
					for _, key in ipairs(redis.call('KEYS', root .. ':j:*')) do
					  local id = string.sub(key, #root + 4)
					  if not seen[id] then return id .. ' is in no state' end
					end
					local lanes = redis.call('HGETALL', root .. ':lanes')
					for i = 1, #lanes, 2 do
					  local head, token = string.match(lanes[i + 1], '^([^:]*):(.*)$')
					  heads[head] = lanes[i]
					  local state = seen[head]
					  if (token ~= '') ~= (state == 'active') then return head .. ' is ' .. tostring(state) .. ' with token ' .. token end
					  if state ~= 'waiting' and state ~= 'delayed' and state ~= 'active' then
					    return 'lane ' .. lanes[i] .. ' is headed by ' .. lanes[i + 1] .. ', which is ' .. tostring(state)
					  end
					end
					for id, state in pairs(seen) do
					  if state == 'active' or state == 'delayed' then
					    if not heads[id] then return id .. ' is ' .. state .. ' but heads no lane' end
					  elseif state == 'waiting' then
					    local blocked = tonumber(redis.call('ZSCORE', root .. ':waiting', id)) >= 4e15
					    if blocked and heads[id] then return id .. ' heads its lane but is blocked' end
					    if not blocked and not heads[id] then return id .. ' waits in the open but heads no lane' end
					  end
					end
					return ''
					""",
			String.class);

	private final Map<String, Integer> finished = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> startedOfLane = new ConcurrentHashMap<>();

	private final Queue<String> overtaken = new ConcurrentLinkedQueue<>();

	private final AtomicLong crashes = new AtomicLong();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void nothingIsLostDoubledOrOutOfOrder(long seed) throws Exception {
		try (TestQueues.Instance queues = TestQueues.fresh("github-jira-sync.queue.rate-per-second=0",
				"github-jira-sync.queue.max-crashes=1000", "github-jira-sync.queue.attempts=100",
				"github-jira-sync.queue.completed-kept=5000")) {
			AtomicBoolean over = new AtomicBoolean();
			ExecutorService threads = Executors.newFixedThreadPool(WORKERS + 2);
			List<Future<?>> all = new ArrayList<>();
			for (int worker = 0; worker < WORKERS; worker++) {
				Random random = new Random(seed * 100 + worker);
				String name = "worker-" + worker;
				all.add(threads.submit(() -> work(queues.queue(), name, random, over)));
			}
			all.add(threads.submit(() -> jumpAndCheck(queues, new Random(seed), over)));
			enqueue(queues.queue(), new Random(seed * 7));
			long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
			while (this.finished.size() < JOBS && System.nanoTime() < deadline
					&& all.stream().noneMatch(Future::isDone)) {
				Thread.onSpinWait();
			}
			over.set(true);
			for (Future<?> future : all) {
				get(future);
			}
			threads.shutdown();
			assertThat(this.finished).hasSize(JOBS).allSatisfy((job, times) -> assertThat(times).isEqualTo(1));
			assertThat(this.overtaken).isEmpty();
			assertThat(this.crashes).hasPositiveValue();
			QueueCounts counts = queues.queue().counts();
			assertThat(counts.completed()).isEqualTo(JOBS);
			assertThat(counts.waiting() + counts.delayed() + counts.active() + counts.dead()).isZero();
			assertThat(check(queues)).isEmpty();
		}
	}

	private static void get(Future<?> future) throws Exception {
		try {
			future.get();
		}
		catch (ExecutionException ex) {
			throw new AssertionError(ex.getCause());
		}
	}

	private static void enqueue(JobQueue queue, Random random) {
		Map<Integer, Integer> numbers = new HashMap<>();
		for (int i = 0; i < JOBS; i++) {
			int lane = random.nextInt(LANES);
			int number = numbers.merge(lane, 1, Integer::sum);
			queue.enqueue(
					NewJob.of("lane-" + lane, "test", JobPriority.of(1 + random.nextInt(3)), Integer.toString(number)));
		}
	}

	private Object work(JobQueue queue, String name, Random random, AtomicBoolean over) {
		List<Settlement> ended = new ArrayList<>();
		while (!over.get()) {
			Exchange exchange = queue.exchange(name, ended, 1 + random.nextInt(4));
			for (int i = 0; i < ended.size(); i++) {
				settled(ended.get(i), exchange.settled().get(i));
			}
			ended.clear();
			for (Lease lease : exchange.leases()) {
				JobOutcome outcome = attempt(lease, random);
				if (outcome != null) {
					ended.add(new Settlement(lease, outcome));
				}
			}
			if (random.nextInt(10) == 0) {
				queue.recover();
				queue.promote();
			}
			if (!ended.isEmpty() && random.nextInt(20) == 0) {
				queue.giveBack(name, ended.stream().map(Settlement::lease).toList());
				ended.clear();
			}
		}
		ended.forEach((settlement) -> queue.giveBack(name, List.of(settlement.lease())));
		return name;
	}

	/** Returns nothing if the worker crashes. */
	private @Nullable JobOutcome attempt(Lease lease, Random random) {
		started(lease);
		return switch (random.nextInt(12)) {
			case 0 -> {
				this.crashes.incrementAndGet();
				yield null;
			}
			case 1, 2 -> new JobOutcome.Retry("at random");
			case 3 -> new JobOutcome.Snooze(Duration.ofSeconds(1 + random.nextInt(30)), "at random", null);
			default -> new JobOutcome.Done("");
		};
	}

	private void settled(Settlement settlement, Settled settled) {
		if (settled == Settled.COMPLETED) {
			this.finished.merge(settlement.lease().job().id(), 1, Integer::sum);
		}
	}

	/**
	 * A job starts only after the one before it in its lane has started, and so was
	 * settled, on some worker.
	 */
	private void started(Lease lease) {
		int number = Integer.parseInt(lease.job().payload());
		int before = this.startedOfLane.computeIfAbsent(lease.job().lane(), (lane) -> new AtomicInteger())
			.getAndAccumulate(number, Math::max);
		if (number > before + 1) {
			this.overtaken.add(lease.job().lane() + ": " + number + " after " + before);
		}
	}

	private Object jumpAndCheck(TestQueues.Instance queues, Random random, AtomicBoolean over) {
		int looks = 0;
		while (!over.get()) {
			RedisTime.advance(queues.redis(), "{gjs:0}", Duration.ofMillis(random.nextInt(6_000)));
			assertThat(check(queues)).isEmpty();
			looks++;
		}
		assertThat(looks).isPositive();
		return looks;
	}

	private static String check(TestQueues.Instance queues) {
		return String.valueOf(queues.redis().execute(CHECK, List.of("{gjs:0}")));
	}

}
