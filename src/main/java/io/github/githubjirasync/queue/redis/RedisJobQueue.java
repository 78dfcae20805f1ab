package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
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
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.queue.WorkListener;
import io.github.githubjirasync.queue.redis.PartitionScripts.Entry;

import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * The queue on Redis: each method is one script call for each partition that it touches.
 */
final class RedisJobQueue implements JobQueue {

	private static final int MOST_AT_ONCE = 100;

	private final QueueProperties properties;

	private final List<PartitionScripts> partitions;

	private final List<EnqueueCombiner<Entry, Enqueued>> combiners;

	private final WorkCalls calls;

	private final AtomicInteger turn = new AtomicInteger();

	private volatile long liveInstances = 1;

	RedisJobQueue(List<PartitionScripts> partitions, QueueProperties properties, WorkCalls calls) {
		this.properties = properties;
		this.partitions = List.copyOf(partitions);
		this.calls = calls;
		this.combiners = this.partitions.stream()
			.map((partition) -> new EnqueueCombiner<Entry, Enqueued>(MOST_AT_ONCE,
					(entries) -> partition.enqueue(entries, capacityOfPartition(), this.calls.carryLeases())))
			.toList();
	}

	@Override
	public Enqueued enqueue(NewJob job) {
		int partition = partitionOf(job);
		return accepted(this.combiners.get(partition).send(this.partitions.get(partition).entry(job)));
	}

	@Override
	public List<Enqueued> enqueueAll(List<NewJob> jobs) {
		Map<Integer, List<Integer>> byPartition = new LinkedHashMap<>();
		for (int i = 0; i < jobs.size(); i++) {
			byPartition.computeIfAbsent(partitionOf(jobs.get(i)), (partition) -> new ArrayList<>()).add(i);
		}
		Enqueued[] results = new Enqueued[jobs.size()];
		byPartition.forEach((index, jobIndexes) -> {
			PartitionScripts partition = this.partitions.get(index);
			for (int from = 0; from < jobIndexes.size(); from += MOST_AT_ONCE) {
				List<Integer> batch = jobIndexes.subList(from, Math.min(jobIndexes.size(), from + MOST_AT_ONCE));
				List<Enqueued> stored = partition.enqueue(
						batch.stream().map((job) -> partition.entry(jobs.get(job))).toList(), capacityOfPartition(),
						this.calls.carryLeases());
				for (int i = 0; i < batch.size(); i++) {
					results[batch.get(i)] = accepted(stored.get(i));
				}
			}
		});
		return List.of(results);
	}

	private int partitionOf(NewJob job) {
		return Partition.of(job, this.partitions.size()).index();
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

	private long capacityOfPartition() {
		return Math.max(1, capacity() / this.partitions.size());
	}

	@Override
	public Enqueued bury(NewJob job, String cause) {
		return this.partitions.get(partitionOf(job)).bury(job, cause);
	}

	@Override
	public Exchange exchange(String worker, List<Settlement> ended, int take) {
		if (this.partitions.size() == 1) {
			return this.partitions.get(0).exchange(worker, ended, take);
		}
		Settled[] settled = new Settled[ended.size()];
		List<Lease> leases = new ArrayList<>();
		Duration again = PartitionScripts.IDLE;
		int first = Math.floorMod(this.turn.getAndIncrement(), this.partitions.size());
		for (int i = 0; i < this.partitions.size(); i++) {
			PartitionScripts partition = this.partitions.get((first + i) % this.partitions.size());
			List<Integer> own = IntStream.range(0, ended.size())
				.filter((index) -> isIn(partition, ended.get(index).lease()))
				.boxed()
				.toList();
			if (own.isEmpty() && leases.size() >= take) {
				continue;
			}
			Exchange part = partition.exchange(worker, own.stream().map(ended::get).toList(), take - leases.size());
			for (int s = 0; s < own.size(); s++) {
				settled[own.get(s)] = part.settled().get(s);
			}
			leases.addAll(part.leases());
			again = (part.again().compareTo(again) < 0) ? part.again() : again;
		}
		return new Exchange(List.of(settled), leases, (leases.size() >= take) ? Duration.ZERO : again);
	}

	@Override
	public void giveBack(String worker, Collection<Lease> leases) {
		for (PartitionScripts partition : this.partitions) {
			partition.giveBack(worker, leases.stream().filter((lease) -> isIn(partition, lease)).toList());
		}
	}

	@Override
	public Set<Lease> heartbeat(String instance, Collection<Lease> leases) {
		Set<Lease> lost = new HashSet<>();
		long live = 1;
		for (PartitionScripts partition : this.partitions) {
			List<Lease> own = leases.stream().filter((lease) -> isIn(partition, lease)).toList();
			List<?> answer = partition.heartbeat(instance, own);
			live = Math.max(live, (Long) answer.get(0));
			Set<String> lostIds = new HashSet<>();
			answer.subList(1, answer.size()).forEach((id) -> lostIds.add(text(id)));
			own.stream().filter((lease) -> lostIds.contains(lease.job().id())).forEach(lost::add);
		}
		this.liveInstances = live;
		return lost;
	}

	private static boolean isIn(PartitionScripts partition, Lease lease) {
		return Partition.ofJobId(lease.job().id()).equals(partition.partition());
	}

	@Override
	public int recover() {
		return sum(PartitionScripts::recover);
	}

	@Override
	public int promote() {
		return sum(PartitionScripts::promote);
	}

	@Override
	public int trim() {
		return sum(PartitionScripts::trim);
	}

	private int sum(ToIntFunction<PartitionScripts> call) {
		return this.partitions.stream().mapToInt(call).sum();
	}

	@Override
	public AutoCloseable listen(String worker, WorkListener listener) {
		return this.calls.listen(worker, listener);
	}

	@Override
	public QueueCounts counts() {
		return this.partitions.stream().map(PartitionScripts::counts).reduce(QueueCounts.NONE, QueueCounts::plus);
	}

}
