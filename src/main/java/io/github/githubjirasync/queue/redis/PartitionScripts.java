package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.queue.Settlement;

import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * The script calls on one partition, with their arguments and answers as the scripts'
 * headers describe them. It is longer than usual because each script is called here.
 */
final class PartitionScripts {

	/** The longest time in which an idle worker does not ask. */
	static final Duration IDLE = Duration.ofSeconds(1);

	/** The most jobs that one call of a sweep moves. */
	static final int SWEEP = 200;

	/** A shorter part would cost Redis more than is gained. */
	private static final int FIRST_PART = 16;

	private static final int LEASES_FROM = 3;

	private final Partition partition;

	private final ScriptRunner scripts;

	private final QueueProperties properties;

	private final SettlementCodec settlements;

	private final ServerClock clock = new ServerClock();

	PartitionScripts(Partition partition, ScriptRunner scripts, QueueProperties properties,
			SettlementCodec settlements) {
		this.partition = partition;
		this.scripts = scripts;
		this.properties = properties;
		this.settlements = settlements;
	}

	Partition partition() {
		return this.partition;
	}

	/** A new job with its id, and its record without the first two lines. */
	record Entry(String id, NewJob job, byte[] rest) {
	}

	Entry entry(NewJob job) {
		return new Entry(this.partition.jobId(job.deliveryId()), job, RedisJob.rest(job));
	}

	/** For a job that found no room the id is empty. */
	List<Enqueued> enqueue(List<Entry> entries, long capacity, boolean handOut) {
		return enqueued(entries,
				this.scripts.list(RedisScript.ENQUEUE, enqueueArguments(entries, capacity, handOut).toArray()));
	}

	/**
	 * The same for many jobs: Redis stores the first while the rest are encoded, unless
	 * each call would have to wait for the one before.
	 */
	List<Enqueued> enqueueAll(List<NewJob> jobs, long capacity, boolean handOut) {
		List<List<Entry>> parts = new ArrayList<>();
		List<Supplier<byte[][]>> calls = new ArrayList<>();
		for (List<NewJob> part : this.scripts.isDirect() ? parts(jobs) : List.of(jobs)) {
			calls.add(() -> {
				List<Entry> entries = part.stream().map(this::entry).toList();
				parts.add(entries);
				return enqueueArguments(entries, capacity, handOut).toArray();
			});
		}
		List<List<?>> answers = this.scripts.lists(RedisScript.ENQUEUE, calls);
		List<Enqueued> results = new ArrayList<>(jobs.size());
		for (int i = 0; i < parts.size(); i++) {
			results.addAll(enqueued(parts.get(i), answers.get(i)));
		}
		return results;
	}

	/**
	 * Each part is twice as long as the one before, so that Redis soon has something to
	 * do, and always has. Jobs of one lane stay together: a part that fails must not let
	 * them overtake each other.
	 */
	static List<List<NewJob>> parts(List<NewJob> jobs) {
		boolean laneTwice = jobs.stream().map(NewJob::lane).distinct().count() < jobs.size();
		List<List<NewJob>> parts = new ArrayList<>();
		int from = 0;
		for (int length = FIRST_PART; from < jobs.size(); length *= 2) {
			int to = from + length;
			if (laneTwice || jobs.size() - to < FIRST_PART) {
				to = jobs.size();
			}
			parts.add(jobs.subList(from, to));
			from = to;
		}
		return parts;
	}

	/** The same without waiting for the answer. */
	CompletionStage<List<Enqueued>> enqueueAsync(List<Entry> entries, long capacity, boolean handOut) {
		return this.scripts.listAsync(RedisScript.ENQUEUE, enqueueArguments(entries, capacity, handOut).toArray())
			.thenApply((answer) -> enqueued(entries, answer));
	}

	private Arguments enqueueArguments(List<Entry> entries, long capacity, boolean handOut) {
		Arguments arguments = new Arguments(this.partition).add(capacity)
			.add(handOut ? this.properties.lease().toMillis() : 0)
			.add(spacingMicros())
			.add(this.properties.rateBurst());
		long now = timeOfEnqueue();
		arguments.add(now);
		for (Entry entry : entries) {
			NewJob job = entry.job();
			long offset = this.properties.offsetMicros(job.priority());
			arguments.add(entry.id())
				.add(job.lane())
				.add(offset)
				.add(RedisJob.record(job.lane(), now++ + offset, offset, entry.rest()));
		}
		return arguments;
	}

	/**
	 * Of several partitions each gives its own time to its jobs: their places are
	 * compared, and what is known here of two clocks may be wrong by more than lies
	 * between two jobs.
	 */
	private long timeOfEnqueue() {
		boolean alone = this.properties.partitions() == 1;
		return (alone && this.clock.isKnown()) ? this.clock.microsAt(System.nanoTime()) : 0;
	}

	private List<Enqueued> enqueued(List<Entry> entries, List<?> answer) {
		timeIs((Long) answer.get(1));
		String codes = text(answer.get(0));
		Iterator<?> standing = answer.listIterator(2);
		List<Enqueued> results = new ArrayList<>(entries.size());
		for (int i = 0; i < entries.size(); i++) {
			char code = codes.charAt(i);
			results.add(enqueued(code, (code == 'N' || code == 'F') ? entries.get(i).id() : text(standing.next())));
		}
		return results;
	}

	private static Enqueued enqueued(char code, String jobId) {
		return switch (code) {
			case 'N', 'R' -> new Enqueued(jobId, Enqueued.How.NEW);
			case 'C' -> new Enqueued(jobId, Enqueued.How.COALESCED);
			case 'D' -> new Enqueued(jobId, Enqueued.How.DUPLICATE);
			case 'F' -> new Enqueued("", Enqueued.How.NEW);
			default -> throw new IllegalStateException("Unknown answer of the enqueue script: " + code);
		};
	}

	Enqueued bury(NewJob job, String cause) {
		List<?> answer = this.scripts.list(RedisScript.BURY,
				new Arguments(this.partition).add(this.partition.jobId(job.deliveryId()))
					.add(job.lane())
					.add(RedisJob.rest(job))
					.add(SettlementCodec.cause(cause))
					.toArray());
		return enqueued(text(answer.get(0)).charAt(0), text(answer.get(1)));
	}

	Exchange exchange(String worker, List<Settlement> ended, int take) {
		return exchange(worker, ended, take, TakeLimit.spaced(spacingMicros(), this.properties.rateBurst()));
	}

	Exchange exchange(String worker, List<Settlement> ended, int take, TakeLimit limit) {
		Arguments arguments = exchangeArguments(worker, take, ended.size(), limit);
		ended.forEach((settlement) -> this.settlements.write(settlement, arguments));
		if (limit.untilMicros() > 0 || limit.lastPlace() < TakeLimit.ANY_PLACE) {
			arguments.add(limit.lastPlace()).add(limit.untilMicros());
		}
		List<?> answer = this.scripts.list(RedisScript.EXCHANGE, arguments.toArray());
		timeIs(1_000 * (Long) answer.get(2));
		List<Settled> settled = text(answer.get(0)).chars().mapToObj(SettlementCodec::settled).toList();
		List<Lease> leases = RedisJob.leases(answer, LEASES_FROM, this.properties.retry());
		return new Exchange(settled, leases, Duration.ofMillis((Long) answer.get(1)));
	}

	void giveBack(String worker, List<Lease> leases) {
		Arguments arguments = exchangeArguments(worker, 0, leases.size(), TakeLimit.spaced(0, 1));
		leases.forEach((lease) -> this.settlements.writeGiveBack(lease, arguments));
		this.scripts.list(RedisScript.EXCHANGE, arguments.toArray());
	}

	private Arguments exchangeArguments(String worker, int take, int settlementCount, TakeLimit limit) {
		return new Arguments(this.partition).add(take)
			.add(this.properties.lease().toMillis())
			.add(limit.spacingMicros())
			.add(limit.burst())
			.add(keptOfPartition())
			.add(IDLE.toMillis())
			.add(worker)
			.add(seenMillis())
			.add(settlementCount);
	}

	/** What a partition has to give. */
	record Front(boolean waits, long place, Duration again) {
	}

	/**
	 * Looks at the front; if nothing waits, the worker is called when something comes.
	 */
	Front look(String worker, int take) {
		List<?> answer = this.scripts.list(RedisScript.LOOK,
				new Arguments(this.partition).add(worker).add(take).add(IDLE.toMillis()).toArray());
		timeIs((Long) answer.get(2));
		long place = (Long) answer.get(0);
		return new Front(place >= 0, place, Duration.ofMillis((Long) answer.get(1)));
	}

	/** What the common budget granted, and when by this partition's clock. */
	record Budget(int granted, Duration again, long atMicros) {
	}

	Budget budget(int wanted, long spacingMicros, int burst, int unused, long grantedAtMicros) {
		List<?> answer = this.scripts.list(RedisScript.BUDGET,
				new Arguments(this.partition).add(wanted)
					.add(spacingMicros)
					.add(burst)
					.add(unused)
					.add(grantedAtMicros)
					.toArray());
		return new Budget(((Long) answer.get(0)).intValue(), Duration.ofMillis((Long) answer.get(1)),
				(Long) answer.get(2));
	}

	private void timeIs(long micros) {
		this.clock.told(micros, System.nanoTime());
	}

	/** This partition's clock, as far as its answers told it. */
	ServerClock clock() {
		return this.clock;
	}

	/** An instance that is silent for longer than three leases is gone. */
	private long silentMillis() {
		return 3 * this.properties.lease().toMillis();
	}

	private long seenMillis() {
		return Math.max(1, this.properties.seenAge().toMillis());
	}

	private int keptOfPartition() {
		return this.properties.completedKept() / this.properties.partitions();
	}

	private long spacingMicros() {
		int rate = this.properties.ratePerSecond();
		return (rate == 0) ? 0 : 1_000_000L / rate;
	}

	/**
	 * First the number of live instances, then the ids of the jobs whose lease was lost.
	 */
	List<?> heartbeat(String instance, List<Lease> leases) {
		long leaseMillis = this.properties.lease().toMillis();
		Arguments arguments = new Arguments(this.partition).add(instance).add(leaseMillis).add(silentMillis());
		leases.forEach((lease) -> arguments.add(lease.job().id()).add(lease.token()).add(lease.job().lane()));
		return this.scripts.list(RedisScript.HEARTBEAT, arguments.toArray());
	}

	/** Returns {@code false} if the lease was lost. */
	boolean renew(String instance, Lease lease) {
		return heartbeat(instance, List.of(lease)).size() == 1;
	}

	/**
	 * Lets a job of another partition wait here, unless it is known already.
	 * @param jobId its id here
	 * @param lane its new lane
	 * @param found what {@link #lookUp} found of it there
	 * @return {@code false} if it is or was here already, by an earlier call
	 */
	boolean adopt(String jobId, String lane, List<?> found) {
		return number(RedisScript.ADOPT,
				new Arguments(this.partition).add(jobId)
					.add(lane)
					.add((byte[]) found.get(3))
					.add((byte[]) found.get(4))
					.add((byte[]) found.get(5))
					.add((byte[]) found.get(6))
					.add((byte[]) found.get(7))) == 1;
	}

	int recover() {
		List<?> answer = this.scripts.list(RedisScript.RECOVER,
				new Arguments(this.partition).add(this.properties.maxCrashes())
					.add(SWEEP)
					.add(this.properties.lease().toMillis())
					.toArray());
		return ((Long) answer.get(0)).intValue() + ((Long) answer.get(1)).intValue();
	}

	int promote() {
		return number(RedisScript.PROMOTE, new Arguments(this.partition).add(SWEEP));
	}

	int trim() {
		return number(RedisScript.TRIM,
				new Arguments(this.partition).add(this.properties.completedAge().toMillis())
					.add(keptOfPartition())
					.add(SWEEP)
					.add(seenMillis()));
	}

	boolean replay(String jobId, long offsetMicros) {
		return number(RedisScript.REPLAY, new Arguments(this.partition).add(jobId).add(offsetMicros)) == 1;
	}

	boolean discard(String jobId) {
		return number(RedisScript.DISCARD, new Arguments(this.partition).add(jobId)) == 1;
	}

	void hold(String scope, long millis) {
		number(RedisScript.HOLD, new Arguments(this.partition).add(scope).add(millis));
	}

	/**
	 * Returns how many jobs were let go; fewer than {@link #SWEEP} means that no more are
	 * held.
	 */
	int resume(String scope) {
		return number(RedisScript.RESUME, new Arguments(this.partition).add(scope).add(SWEEP));
	}

	List<?> lookUp(String jobId) {
		return this.scripts.list(RedisScript.LOOKUP, new Arguments(this.partition).add(jobId).toArray());
	}

	List<?> lookUpDelivery(String deliveryId) {
		return lookUp(this.partition.jobId(deliveryId));
	}

	QueueCounts counts() {
		List<?> answer = this.scripts.list(RedisScript.COUNT,
				new Arguments(this.partition).add(silentMillis()).toArray());
		timeIs((Long) answer.get(7));
		return new QueueCounts((Long) answer.get(0), (Long) answer.get(1), (Long) answer.get(2), (Long) answer.get(3),
				(Long) answer.get(4), Duration.ofMillis((Long) answer.get(5)), (Long) answer.get(6));
	}

	private int number(RedisScript script, Arguments arguments) {
		return (int) this.scripts.number(script, arguments.toArray());
	}

}
