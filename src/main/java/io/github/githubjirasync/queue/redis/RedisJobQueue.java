package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.queue.WorkListener;
import io.github.githubjirasync.queue.redis.PartitionScripts.Entry;
import org.jspecify.annotations.Nullable;

import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * The queue on Redis: each method is one script call for each partition that it touches.
 */
final class RedisJobQueue implements JobQueue {

	private static final int MOST_AT_ONCE = 100;

	/** Heartbeats of workers tell it more often; an instance without workers asks. */
	private static final Duration LIVE_INSTANCES_FRESH = Duration.ofSeconds(10);

	private final QueueProperties properties;

	private final List<PartitionScripts> partitions;

	private final List<EnqueueCombiner<Entry, Enqueued>> combiners;

	private final WorkCalls calls;

	private final FanOut all;

	private final Outages outages;

	private final Room room;

	private final Homes homes;

	private final CommonRate rate;

	private final Map<String, WorkerTurns> workers = new ConcurrentHashMap<>();

	private final Refresher liveRefresher;

	private volatile long liveInstances = 1;

	RedisJobQueue(List<PartitionScripts> partitions, QueueProperties properties, WorkCalls calls, FanOut all,
			Outages outages) {
		this.properties = properties;
		this.partitions = List.copyOf(partitions);
		this.calls = calls;
		this.all = all;
		this.outages = outages;
		this.room = new Room(partitions.size(), this::countWaiting, System::nanoTime);
		this.liveRefresher = new Refresher(LIVE_INSTANCES_FRESH, this::countWaiting, System::nanoTime);
		this.homes = new Homes(partitions, outages);
		this.rate = new CommonRate(partitions.get(0), properties);
		this.combiners = this.partitions.stream()
			.map((partition) -> new EnqueueCombiner<Entry, Enqueued>(MOST_AT_ONCE,
					(entries) -> enqueueAsync(partition, entries),
					(entry) -> enqueue(partition, List.of(entry)).get(0)))
			.toList();
	}

	private List<Enqueued> enqueue(PartitionScripts partition, List<Entry> entries) {
		int index = partition.partition().index();
		List<Enqueued> stored = partition.enqueue(entries, this.room.in(index, capacity()), this.calls.carryLeases());
		this.room.more(index, entries.size());
		return stored;
	}

	private CompletionStage<List<Enqueued>> enqueueAsync(PartitionScripts partition, List<Entry> entries) {
		int index = partition.partition().index();
		return roomIn(index).thenCompose((room) -> partition.enqueueAsync(entries, room, this.calls.carryLeases()))
			.whenComplete((stored, failure) -> {
				if (failure == null) {
					this.room.more(index, entries.size());
				}
			});
	}

	/**
	 * This may be a thread of Redis's client, on which answers come: where Redis has to
	 * be asked, another one does.
	 */
	private CompletionStage<Long> roomIn(int partition) {
		if (this.liveRefresher.isStale() || !this.room.isKnown(knownCapacity())) {
			return FanOut.start(() -> this.room.in(partition, capacity()));
		}
		return CompletableFuture.completedStage(this.room.known(partition, knownCapacity()));
	}

	private Map<Integer, Long> countWaiting() {
		Map<Integer, Long> waiting = new HashMap<>();
		long live = 1;
		for (Map.Entry<PartitionScripts, QueueCounts> each : this.all.ask(PartitionScripts::counts).entrySet()) {
			waiting.put(each.getKey().partition().index(), each.getValue().waiting());
			live = Math.max(live, each.getValue().instances());
		}
		instancesLive(live);
		return waiting;
	}

	private void instancesLive(long live) {
		this.liveInstances = live;
		this.liveRefresher.told();
	}

	@Override
	public Enqueued enqueue(NewJob job) {
		int partition = partitionOf(job);
		return accepted(this.combiners.get(partition).sendAndWait(this.partitions.get(partition).entry(job)));
	}

	@Override
	public CompletableFuture<Enqueued> enqueueAsync(NewJob job) {
		int partition = partitionOf(job);
		return this.combiners.get(partition).send(this.partitions.get(partition).entry(job)).thenApply(this::accepted);
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
				List<Enqueued> stored = partition.enqueueAll(batch.stream().map(jobs::get).toList(),
						this.room.in(index, capacity()), this.calls.carryLeases());
				this.room.more(index, batch.size());
				for (int i = 0; i < batch.size(); i++) {
					results[batch.get(i)] = accepted(stored.get(i));
				}
			}
		});
		return List.of(results);
	}

	private int partitionOf(NewJob job) {
		return Partition.ofLane(job.lane(), this.partitions.size()).index();
	}

	private Enqueued accepted(Enqueued enqueued) {
		if (enqueued.jobId().isEmpty()) {
			throw new QueueFullException("The queue is full: " + knownCapacity() + " jobs wait already");
		}
		return enqueued;
	}

	private long capacity() {
		this.liveRefresher.refresh();
		return knownCapacity();
	}

	private long knownCapacity() {
		return this.liveInstances * this.properties.capacityPerInstance();
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
		return this.workers.computeIfAbsent(worker, (name) -> turns(name, null)).exchange(ended, take);
	}

	private WorkerTurns turns(String worker, @Nullable Runnable caller) {
		List<PartitionTurn> turns = this.partitions.stream()
			.map((partition) -> new PartitionTurn(partition, worker, this.homes, this.outages))
			.toList();
		return new WorkerTurns(turns, this.rate, caller);
	}

	@Override
	public void giveBack(String worker, Collection<Lease> leases) {
		Map<PartitionScripts, Boolean> done = this.all.ask((partition) -> {
			partition.giveBack(worker, leases.stream().filter((lease) -> isIn(partition, lease)).toList());
			return true;
		});
		if (!leases.stream().allMatch((lease) -> done.keySet().stream().anyMatch((each) -> isIn(each, lease)))) {
			throw new QueueUnavailableException("Not all partitions answer; some jobs could not be given back", null);
		}
	}

	@Override
	public Set<Lease> heartbeat(String instance, Collection<Lease> leases) {
		Map<PartitionScripts, List<?>> answers = this.all.ask((partition) -> partition.heartbeat(instance,
				leases.stream().filter((lease) -> isIn(partition, lease)).toList()));
		Set<Lease> lost = new HashSet<>();
		long live = 1;
		for (Map.Entry<PartitionScripts, List<?>> each : answers.entrySet()) {
			List<?> answer = each.getValue();
			live = Math.max(live, (Long) answer.get(0));
			Set<String> lostIds = new HashSet<>();
			answer.subList(1, answer.size()).forEach((id) -> lostIds.add(text(id)));
			leases.stream().filter((lease) -> lostIds.contains(lease.job().id())).forEach(lost::add);
		}
		instancesLive(live);
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

	private int sum(Function<PartitionScripts, Integer> call) {
		return this.all.ask(call).values().stream().mapToInt(Integer::intValue).sum();
	}

	@Override
	public AutoCloseable listen(String worker, WorkListener listener) {
		WorkerTurns turns = turns(worker, () -> listener.onWork(List.of()));
		if (this.partitions.size() > 1) {
			this.workers.put(worker, turns);
		}
		AutoCloseable registration = this.calls.listen(worker, listener, turns::call);
		return () -> {
			registration.close();
			this.workers.remove(worker, turns);
		};
	}

	@Override
	public QueueCounts counts() {
		return this.all.ask(PartitionScripts::counts).values().stream().reduce(QueueCounts.NONE, QueueCounts::plus);
	}

}
