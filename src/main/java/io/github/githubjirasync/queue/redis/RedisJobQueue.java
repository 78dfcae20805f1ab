package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.queue.RetryPolicy;
import io.github.githubjirasync.queue.Settlement;

import static io.github.githubjirasync.queue.redis.ScriptRunner.bytes;
import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * The queue on Redis: each method is one script call for each partition that it touches.
 */
final class RedisJobQueue implements JobQueue {

	private static final int MOST_AT_ONCE = 100;

	private static final int VALUES_PER_LEASE = 7;

	private static final int LEASES_FROM = 3;

	private static final Duration IDLE = Duration.ofSeconds(1);

	private final ScriptRunner scripts;

	private final QueueProperties properties;

	private final RetryPolicy retry;

	private final SettlementCodec settlements;

	private final List<Partition> partitions;

	private final List<EnqueueCombiner<Entry, Enqueued>> combiners;

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final AtomicInteger turn = new AtomicInteger();

	private volatile long liveInstances = 1;

	RedisJobQueue(ScriptRunner scripts, QueueProperties properties, SettlementCodec settlements) {
		this.scripts = scripts;
		this.properties = properties;
		this.retry = properties.retry();
		this.settlements = settlements;
		this.partitions = IntStream.range(0, properties.partitions()).mapToObj(Partition::new).toList();
		this.combiners = this.partitions.stream()
			.map((partition) -> new EnqueueCombiner<Entry, Enqueued>(MOST_AT_ONCE,
					(entries) -> enqueue(partition, entries)))
			.toList();
	}

	@Override
	public Enqueued enqueue(NewJob job) {
		Partition partition = Partition.of(job, this.partitions.size());
		return accepted(this.combiners.get(partition.index()).send(entry(partition, job)));
	}

	@Override
	public List<Enqueued> enqueueAll(List<NewJob> jobs) {
		Map<Partition, List<Integer>> byPartition = new LinkedHashMap<>();
		for (int i = 0; i < jobs.size(); i++) {
			byPartition
				.computeIfAbsent(Partition.of(jobs.get(i), this.partitions.size()), (partition) -> new ArrayList<>())
				.add(i);
		}
		Enqueued[] results = new Enqueued[jobs.size()];
		byPartition.forEach((partition, indexes) -> {
			for (int from = 0; from < indexes.size(); from += MOST_AT_ONCE) {
				List<Integer> batch = indexes.subList(from, Math.min(indexes.size(), from + MOST_AT_ONCE));
				List<Enqueued> stored = enqueue(partition,
						batch.stream().map((index) -> entry(partition, jobs.get(index))).toList());
				for (int i = 0; i < batch.size(); i++) {
					results[batch.get(i)] = accepted(stored.get(i));
				}
			}
		});
		return List.of(results);
	}

	private Enqueued accepted(Enqueued enqueued) {
		if (enqueued.jobId().isEmpty()) {
			throw new QueueFullException("The queue is full: " + capacity() + " jobs wait already");
		}
		return enqueued;
	}

	private long capacity() {
		return Math.max(1, this.liveInstances) * this.properties.capacityPerInstance();
	}

	private Entry entry(Partition partition, NewJob job) {
		return new Entry(partition.newJobId(), job, bytes(RedisJob.header(job)), Payload.encode(job.payload()));
	}

	/** For a job that found no room the id is empty. */
	private List<Enqueued> enqueue(Partition partition, List<Entry> entries) {
		Arguments arguments = new Arguments(partition).add(Math.max(1, capacity() / this.partitions.size()))
			.add(this.properties.seenAge().toSeconds());
		for (Entry entry : entries) {
			NewJob job = entry.job();
			NewJob.Snapshot snapshot = job.snapshot();
			arguments.add(entry.id())
				.add(job.lane())
				.add((snapshot != null) ? snapshot.thing() : "")
				.add((snapshot != null) ? snapshot.version() : 0)
				.add((job.deliveryId() != null) ? job.deliveryId() : "")
				.add(this.properties.offsetMicros(job.priority()))
				.add(entry.header())
				.add(entry.payload());
		}
		List<?> answer = this.scripts.list(RedisScript.ENQUEUE, arguments.toArray());
		List<Enqueued> results = new ArrayList<>(entries.size());
		for (int i = 0; i < entries.size(); i++) {
			results.add(enqueued(text(answer.get(2 * i)), text(answer.get(2 * i + 1)), entries.get(i).id()));
		}
		return results;
	}

	private static Enqueued enqueued(String code, String jobId, String ownId) {
		return switch (code) {
			case "N", "R" -> new Enqueued(jobId, Enqueued.How.NEW);
			case "C" -> new Enqueued(jobId, Enqueued.How.COALESCED);
			case "D" -> new Enqueued(jobId, jobId.equals(ownId) ? Enqueued.How.NEW : Enqueued.How.DUPLICATE);
			case "F" -> new Enqueued("", Enqueued.How.NEW);
			default -> throw new IllegalStateException("Unknown answer of the enqueue script: " + code);
		};
	}

	@Override
	public Enqueued bury(NewJob job, String cause) {
		Partition partition = Partition.of(job, this.partitions.size());
		String id = partition.newJobId();
		List<?> answer = this.scripts.list(RedisScript.BURY,
				new Arguments(partition).add(id)
					.add((job.deliveryId() != null) ? job.deliveryId() : "")
					.add(this.properties.seenAge().toSeconds())
					.add(RedisJob.header(job))
					.add(Payload.encode(job.payload()))
					.add(SettlementCodec.cause(cause))
					.toArray());
		return enqueued(text(answer.get(0)), text(answer.get(1)), id);
	}

	@Override
	public Exchange exchange(String worker, List<Settlement> ended, int take) {
		if (this.partitions.size() == 1) {
			return exchange(this.partitions.get(0), ended, take);
		}
		Settled[] settled = new Settled[ended.size()];
		List<Lease> leases = new ArrayList<>();
		Duration again = IDLE;
		int first = Math.floorMod(this.turn.getAndIncrement(), this.partitions.size());
		for (int i = 0; i < this.partitions.size(); i++) {
			Partition partition = this.partitions.get((first + i) % this.partitions.size());
			List<Integer> own = IntStream.range(0, ended.size())
				.filter((index) -> Partition.ofJobId(ended.get(index).lease().job().id()).equals(partition))
				.boxed()
				.toList();
			if (own.isEmpty() && leases.size() >= take) {
				continue;
			}
			Exchange part = exchange(partition, own.stream().map(ended::get).toList(), take - leases.size());
			for (int s = 0; s < own.size(); s++) {
				settled[own.get(s)] = part.settled().get(s);
			}
			leases.addAll(part.leases());
			again = (part.again().compareTo(again) < 0) ? part.again() : again;
		}
		return new Exchange(List.of(settled), leases, (leases.size() >= take) ? Duration.ZERO : again);
	}

	private Exchange exchange(Partition partition, List<Settlement> ended, int take) {
		int rate = this.properties.ratePerSecond();
		Arguments arguments = new Arguments(partition).add(take)
			.add(this.properties.lease().toMillis())
			.add((rate == 0) ? 0 : 1_000_000L * this.partitions.size() / rate)
			.add(this.properties.rateBurst())
			.add(this.properties.completedKept() / this.partitions.size())
			.add(IDLE.toMillis())
			.add(ended.size());
		ended.forEach((settlement) -> this.settlements.write(settlement, arguments));
		List<?> answer = this.scripts.list(RedisScript.EXCHANGE, arguments.toArray());
		String letters = text(answer.get(0));
		List<Settled> settled = letters.chars().mapToObj(SettlementCodec::settled).toList();
		List<Lease> leases = new ArrayList<>((answer.size() - LEASES_FROM) / VALUES_PER_LEASE);
		for (int i = LEASES_FROM; i < answer.size(); i += VALUES_PER_LEASE) {
			leases.add(lease(answer, i));
		}
		return new Exchange(settled, leases, Duration.ofMillis((Long) answer.get(1)));
	}

	private Lease lease(List<?> answer, int at) {
		RedisJob job = RedisJob.parse(text(answer.get(at + 1)), this.retry);
		return new Lease(job.toJob(text(answer.get(at)), (byte[]) answer.get(at + 2), (Long) answer.get(at + 4),
				text(answer.get(at + 5))), (Long) answer.get(at + 3));
	}

	@Override
	public void giveBack(Collection<Lease> leases) {
		for (Partition partition : this.partitions) {
			List<Lease> own = of(partition, leases);
			if (!own.isEmpty()) {
				Arguments arguments = new Arguments(partition).add(0)
					.add(0)
					.add(0)
					.add(1)
					.add(this.properties.completedKept())
					.add(IDLE.toMillis())
					.add(own.size());
				own.forEach((lease) -> this.settlements.writeGiveBack(lease, arguments));
				this.scripts.list(RedisScript.EXCHANGE, arguments.toArray());
			}
		}
	}

	@Override
	public Set<Lease> heartbeat(String instance, Collection<Lease> leases) {
		Set<Lease> lost = new HashSet<>();
		long live = 1;
		for (Partition partition : this.partitions) {
			List<Lease> own = of(partition, leases);
			Arguments arguments = new Arguments(partition).add(instance)
				.add(this.properties.lease().toMillis())
				.add(3 * this.properties.lease().toMillis());
			own.forEach((lease) -> arguments.add(lease.job().id()).add(lease.token()));
			List<?> answer = this.scripts.list(RedisScript.HEARTBEAT, arguments.toArray());
			live = Math.max(live, (Long) answer.get(0));
			Set<String> lostIds = new HashSet<>();
			answer.subList(1, answer.size()).forEach((id) -> lostIds.add(text(id)));
			own.stream().filter((lease) -> lostIds.contains(lease.job().id())).forEach(lost::add);
		}
		this.liveInstances = live;
		return lost;
	}

	private static List<Lease> of(Partition partition, Collection<Lease> leases) {
		return leases.stream().filter((lease) -> Partition.ofJobId(lease.job().id()).equals(partition)).toList();
	}

	@Override
	public int recover() {
		int moved = 0;
		for (Partition partition : this.partitions) {
			List<?> answer = this.scripts.list(RedisScript.RECOVER,
					new Arguments(partition).add(this.properties.maxCrashes()).add(MOST_AT_ONCE).toArray());
			moved += ((Long) answer.get(0)).intValue() + ((Long) answer.get(1)).intValue();
		}
		return moved;
	}

	@Override
	public int promote() {
		return this.partitions.stream()
			.mapToInt((partition) -> (int) this.scripts.number(RedisScript.PROMOTE,
					new Arguments(partition).add(MOST_AT_ONCE).toArray()))
			.sum();
	}

	@Override
	public int trim() {
		return this.partitions.stream()
			.mapToInt((partition) -> (int) this.scripts.number(RedisScript.TRIM,
					new Arguments(partition).add(this.properties.completedAge().toMillis())
						.add(MOST_AT_ONCE)
						.toArray()))
			.sum();
	}

	@Override
	public void onWork(Runnable listener) {
		this.listeners.add(listener);
	}

	void callListeners() {
		this.listeners.forEach(Runnable::run);
	}

	@Override
	public QueueCounts counts() {
		long waiting = 0;
		long delayed = 0;
		long active = 0;
		long completed = 0;
		long dead = 0;
		long oldestMs = 0;
		for (Partition partition : this.partitions) {
			List<?> answer = this.scripts.list(RedisScript.COUNT, new Arguments(partition).toArray());
			waiting += (Long) answer.get(0);
			delayed += (Long) answer.get(1);
			active += (Long) answer.get(2);
			completed += (Long) answer.get(3);
			dead += (Long) answer.get(4);
			oldestMs = Math.max(oldestMs, (Long) answer.get(5));
		}
		return new QueueCounts(waiting, delayed, active, completed, dead, Duration.ofMillis(oldestMs));
	}

	private record Entry(String id, NewJob job, byte[] header, byte[] payload) {
	}

	/** The partition's root and the arguments of one script call. */
	static final class Arguments {

		private final List<byte[]> values = new ArrayList<>();

		Arguments(Partition partition) {
			this.values.add(partition.root());
		}

		Arguments add(String text) {
			return add(text.getBytes(StandardCharsets.UTF_8));
		}

		Arguments add(long number) {
			return add(bytes(number));
		}

		Arguments add(byte[] value) {
			this.values.add(value);
			return this;
		}

		byte[][] toArray() {
			return this.values.toArray(byte[][]::new);
		}

	}

}
