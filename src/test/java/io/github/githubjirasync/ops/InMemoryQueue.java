package io.github.githubjirasync.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.queue.RetryPolicy;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.queue.WorkListener;

/**
 * As much of a queue as operators see of it.
 */
final class InMemoryQueue implements JobQueue, DeadLetters {

	static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	private final List<DeadLetter> dead = new CopyOnWriteArrayList<>();

	private volatile boolean away;

	void reset() {
		this.away = false;
		this.dead.clear();
	}

	void goAway() {
		this.away = true;
	}

	void bury(String id) {
		Job job = new Job(id, "issue:1", "github-issue", JobPriority.NORMAL, "{\"title\":\"T\"}", List.of("d1", "d2"),
				TIME.minusSeconds(60), 3, RetryPolicy.DEFAULT);
		this.dead.add(0, new DeadLetter(job, TIME, List.of(new DeadLetter.Failure(1, TIME.minusSeconds(9), "first"),
				new DeadLetter.Failure(3, TIME, "Jira WID-7 update rejected"))));
	}

	@Override
	public List<DeadLetter> list(long offset, int limit) {
		check();
		return this.dead.stream().skip(offset).limit(limit).toList();
	}

	@Override
	public Optional<DeadLetter> find(String jobId) {
		check();
		return this.dead.stream().filter((letter) -> letter.job().id().equals(jobId)).findFirst();
	}

	@Override
	public boolean replay(String jobId) {
		check();
		return this.dead.removeIf((letter) -> letter.job().id().equals(jobId));
	}

	@Override
	public boolean discard(String jobId) {
		return replay(jobId);
	}

	@Override
	public QueueCounts counts() {
		check();
		return new QueueCounts(1, 2, 3, 4, this.dead.size(), Duration.ofSeconds(90), 1);
	}

	private void check() {
		if (this.away) {
			throw new QueueUnavailableException("Redis at 10.0.0.1 is away", null);
		}
	}

	@Override
	public Enqueued enqueue(NewJob job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Enqueued> enqueueAsync(NewJob job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<Enqueued> enqueueAll(List<NewJob> jobs) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Enqueued bury(NewJob job, String cause) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Exchange exchange(String worker, List<Settlement> settlements, int take) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void giveBack(String worker, Collection<Lease> leases) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Set<Lease> heartbeat(String instance, Collection<Lease> leases) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int recover() {
		throw new UnsupportedOperationException();
	}

	@Override
	public int promote() {
		throw new UnsupportedOperationException();
	}

	@Override
	public int trim() {
		throw new UnsupportedOperationException();
	}

	@Override
	public AutoCloseable listen(String worker, WorkListener listener) {
		throw new UnsupportedOperationException();
	}

}
