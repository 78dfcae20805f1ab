package io.github.githubjirasync.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.Exchange.Settled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What every job queue promises. An implementation runs it by subclassing it; each test
 * starts with an empty queue with {@link #PROPERTIES}. It is longer than usual because
 * whoever implements the queue must find every promise in one place.
 */
public abstract class JobQueueContract {

	/** The properties that the facts below assume. */
	protected static final String[] PROPERTIES = { "github-jira-sync.queue.rate-per-second=0",
			"github-jira-sync.queue.capacity-per-instance=50", "github-jira-sync.queue.completed-kept=20",
			"github-jira-sync.queue.backoff.jitter=0" };

	protected static final String WORKER = "worker-1";

	protected static final Duration PATIENCE = Duration.ofSeconds(10);

	private final AtomicInteger numbers = new AtomicInteger();

	/**
	 * The queue under test.
	 * @return the same queue for all of one test
	 */
	protected abstract JobQueue queue();

	/**
	 * The dead letters of the queue under test.
	 * @return the same for all of one test
	 */
	protected abstract DeadLetters deadLetters();

	/**
	 * Holds on the queue under test.
	 * @return the same for all of one test
	 */
	protected abstract QueueControl control();

	/**
	 * Finds jobs of the queue under test.
	 * @return the same for all of one test
	 */
	protected abstract JobLookup lookup();

	/**
	 * Lets time pass for the queue.
	 * @param duration how much
	 */
	protected abstract void advance(Duration duration);

	/**
	 * A lane where deliveries of others that this gives are recognised too.
	 * @param name its name
	 * @return the lane
	 */
	protected String atOneHome(String name) {
		return name;
	}

	/**
	 * By how much a busy worker may exceed the bound on completed jobs.
	 * @return the number of jobs
	 */
	protected int completedSlack() {
		return 32;
	}

	/**
	 * By how much the jobs that are stored may differ from the room there is while many
	 * are on their way.
	 * @return the number of jobs
	 */
	protected int roomSlack() {
		return 0;
	}

	/**
	 * Enqueues jobs whose order matters although they are of different lanes.
	 * @param jobs the jobs, the earliest first
	 */
	protected void enqueueInOrder(List<NewJob> jobs) {
		queue().enqueueAll(jobs);
	}

	protected static NewJob job(String lane, String payload) {
		return NewJob.of(lane, "test", JobPriority.NORMAL, payload);
	}

	private static NewJob job(String lane, JobPriority priority, String payload) {
		return NewJob.of(lane, "test", priority, payload);
	}

	protected static NewJob snapshot(String lane, String thing, long version, String payload, String delivery) {
		return new NewJob(lane, "test", JobPriority.NORMAL, payload, new NewJob.Snapshot(thing, version), List.of(),
				delivery, null);
	}

	protected static NewJob delivered(String lane, String delivery) {
		return new NewJob(lane, "test", JobPriority.NORMAL, delivery, null, List.of(), delivery, null);
	}

	private NewJob scoped(String payload, String... scopes) {
		return new NewJob("lane-" + this.numbers.incrementAndGet(), "test", JobPriority.NORMAL, payload, null,
				List.of(scopes), null, null);
	}

	protected List<Lease> take(int count) {
		return queue().exchange(WORKER, List.of(), count).leases();
	}

	private Lease takeOne() {
		List<Lease> leases = take(1);
		assertThat(leases).hasSize(1);
		return leases.get(0);
	}

	private List<String> takeAllPayloads() {
		return take(100).stream().map((lease) -> lease.job().payload()).toList();
	}

	protected Settled settle(Lease lease, JobOutcome outcome) {
		return queue().exchange(WORKER, List.of(new Settlement(lease, outcome)), 0).settled().get(0);
	}

	protected static JobOutcome done() {
		return new JobOutcome.Done("");
	}

	@Test
	void jobIsHandedOutAsItWasEnqueued() {
		String payload = "{\"title\":\"Größe ✓ " + "x".repeat(3000) + "\"}";
		NewJob job = new NewJob("acme/widgets#1", "github-issue", JobPriority.HIGH, payload, null,
				List.of("jira", "link"), "delivery-1",
				new RetryPolicy(7, new Backoff(Duration.ofMillis(50), Duration.ofSeconds(9), 0)));
		Enqueued enqueued = queue().enqueue(job);

		Job taken = takeOne().job();

		assertThat(enqueued.how()).isEqualTo(Enqueued.How.NEW);
		assertThat(taken.id()).isEqualTo(enqueued.jobId());
		assertThat(taken.lane()).isEqualTo("acme/widgets#1");
		assertThat(taken.kind()).isEqualTo("github-issue");
		assertThat(taken.priority()).isEqualTo(JobPriority.HIGH);
		assertThat(taken.payload()).isEqualTo(payload);
		assertThat(taken.deliveries()).containsExactly("delivery-1");
		assertThat(taken.attempt()).isEqualTo(1);
		assertThat(taken.retry()).isEqualTo(job.retry());
	}

	@Test
	void nothingIsTakenFromAnEmptyQueue() {
		Exchange exchange = queue().exchange(WORKER, List.of(), 10);
		assertThat(exchange.leases()).isEmpty();
		assertThat(exchange.again()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void urgentJobsGoFirstAndEqualOnesInTheOrderTheyCame() {
		enqueueInOrder(List.of(job("a", JobPriority.LOW, "low-1"), job("b", JobPriority.NORMAL, "normal-1"),
				job("c", JobPriority.HIGH, "high-1"), job("d", JobPriority.LOW, "low-2"),
				job("e", JobPriority.NORMAL, "normal-2"), job("f", JobPriority.HIGH, "high-2")));
		assertThat(takeAllPayloads()).containsExactly("high-1", "high-2", "normal-1", "normal-2", "low-1", "low-2");
	}

	@Test
	void jobIsNotOvertakenForLongerThanTheBound() {
		queue().enqueue(job("old", JobPriority.LOW, "low"));
		advance(Duration.ofSeconds(59));
		queue().enqueue(job("a", JobPriority.HIGH, "high within the bound"));
		advance(Duration.ofSeconds(2));
		queue().enqueue(job("b", JobPriority.HIGH, "high beyond the bound"));
		assertThat(takeAllPayloads()).containsExactly("high within the bound", "low", "high beyond the bound");
	}

	@Test
	void jobsOfALaneRunOneAtATimeAndInOrder() {
		enqueueInOrder(List.of(job("lane", "1"), job("lane", "2"), job("other", "3"), job("lane", "4")));
		List<Lease> first = take(100);
		assertThat(first).extracting((lease) -> lease.job().payload()).containsExactly("1", "3");
		assertThat(queue().counts().waiting()).isEqualTo(2);

		Exchange next = queue().exchange(WORKER, List.of(new Settlement(first.get(0), done())), 100);

		assertThat(next.leases()).extracting((lease) -> lease.job().payload()).containsExactly("2");
		settle(next.leases().get(0), done());
		assertThat(takeAllPayloads()).containsExactly("4");
	}

	@Test
	void retryingJobHoldsItsOwnLaneOnly() {
		enqueueInOrder(List.of(job("lane", "1"), job("lane", "2"), job("other", "3")));
		settle(takeOne(), new JobOutcome.Retry("it failed"));
		assertThat(takeAllPayloads()).containsExactly("3");
		advance(Duration.ofMillis(2_001));
		assertThat(takeAllPayloads()).containsExactly("1");
	}

	@Test
	void urgentJobBehindAnotherOfItsLaneLendsItItsPlace() {
		enqueueInOrder(List.of(job("a", JobPriority.LOW, "low"), job("b", JobPriority.NORMAL, "normal"),
				job("a", JobPriority.HIGH, "high")));
		assertThat(takeOne().job().payload()).isEqualTo("low");
	}

	@Test
	void newerSnapshotTakesThePlaceOfAWaitingOne() {
		Enqueued first = queue().enqueue(snapshot("lane", "issue", 1, "old", "d-1"));
		queue().enqueue(job("other", "other"));
		Enqueued second = queue().enqueue(snapshot("lane", "issue", 2, "new", "d-2"));

		assertThat(second).isEqualTo(new Enqueued(first.jobId(), Enqueued.How.COALESCED));
		List<Lease> leases = take(10);
		assertThat(leases).extracting((lease) -> lease.job().payload()).containsExactly("new", "other");
		assertThat(leases.get(0).job().deliveries()).containsExactly("d-1", "d-2");
		assertThat(queue().enqueue(delivered("lane", "d-2")))
			.isEqualTo(new Enqueued(first.jobId(), Enqueued.How.DUPLICATE));
	}

	@Test
	void olderSnapshotIsDroppedForTheWaitingOne() {
		queue().enqueue(snapshot("lane", "issue", 5, "newer", "d-1"));
		Enqueued late = queue().enqueue(snapshot("lane", "issue", 4, "older", "d-2"));
		assertThat(late.how()).isEqualTo(Enqueued.How.COALESCED);
		assertThat(takeAllPayloads()).containsExactly("newer");
	}

	@Test
	void snapshotOfARunningJobOrOfAnotherThingIsNotReplaced() {
		queue().enqueue(snapshot("lane", "issue", 1, "running", "d-1"));
		Lease running = takeOne();
		queue().enqueue(snapshot("lane", "comment-7", 1, "comment", "d-2"));
		Enqueued newer = queue().enqueue(snapshot("lane", "issue", 2, "next", "d-3"));
		Enqueued newest = queue().enqueue(snapshot("lane", "issue", 3, "newest", "d-4"));

		assertThat(newer.how()).isEqualTo(Enqueued.How.NEW);
		assertThat(newest).isEqualTo(new Enqueued(newer.jobId(), Enqueued.How.COALESCED));
		settle(running, done());
		Lease comment = takeOne();
		assertThat(comment.job().payload()).isEqualTo("comment");
		settle(comment, done());
		assertThat(takeAllPayloads()).containsExactly("newest");
	}

	@Test
	void deliveryIsEnqueuedOnce() {
		Enqueued first = queue().enqueue(delivered("lane", "d-1"));
		assertThat(queue().enqueue(delivered("lane", "d-1")))
			.isEqualTo(new Enqueued(first.jobId(), Enqueued.How.DUPLICATE));
		settle(takeOne(), done());
		assertThat(queue().enqueue(delivered("lane", "d-1")))
			.isEqualTo(new Enqueued(first.jobId(), Enqueued.How.DUPLICATE));
		assertThat(take(10)).isEmpty();
	}

	@Test
	void deliveryOfAForgottenJobIsStillRecognised() {
		Enqueued first = queue().enqueue(snapshot("lane", "issue", 1, "old", "d-1"));
		queue().enqueue(snapshot("lane", "issue", 2, "new", "d-2"));
		settle(takeOne(), done());
		advance(Duration.ofHours(25));
		assertThat(queue().trim()).isEqualTo(1);

		assertThat(queue().enqueue(delivered("lane", "d-1")))
			.isEqualTo(new Enqueued(first.jobId(), Enqueued.How.DUPLICATE));
		assertThat(queue().enqueue(delivered("lane", "d-2")).how()).isEqualTo(Enqueued.How.DUPLICATE);
		assertThat(queue().bury(delivered("lane", "d-1"), "again").how()).isEqualTo(Enqueued.How.DUPLICATE);
		assertThat(lookup().findByDelivery("d-2")).isEmpty();
		assertThat(take(10)).isEmpty();
	}

	@Test
	void jobsOfOneCallAreTreatedAsIfEachCameOnItsOwn() {
		queue().enqueue(snapshot("busy", "issue", 1, "running", "d-0"));
		Lease running = takeOne();
		Enqueued before = queue().enqueue(delivered("known", "d-1"));

		List<Enqueued> enqueued = queue().enqueueAll(List.of(delivered("a", "d-2"), delivered("known", "d-1"),
				delivered("a", "d-3"), snapshot("busy", "issue", 2, "second", "d-4"), delivered("a", "d-2"),
				snapshot("busy", "issue", 3, "third", "d-5"), delivered("b", "d-6"),
				snapshot("b", "issue", 1, "last", "d-7")));

		assertThat(enqueued).extracting(Enqueued::how)
			.containsExactly(Enqueued.How.NEW, Enqueued.How.DUPLICATE, Enqueued.How.NEW, Enqueued.How.NEW,
					Enqueued.How.DUPLICATE, Enqueued.How.COALESCED, Enqueued.How.NEW, Enqueued.How.NEW);
		assertThat(enqueued.get(1).jobId()).isEqualTo(before.jobId());
		assertThat(enqueued.get(4).jobId()).isEqualTo(enqueued.get(0).jobId());
		assertThat(enqueued.get(5).jobId()).isEqualTo(enqueued.get(3).jobId());
		assertThat(takeAllPayloads()).containsExactlyInAnyOrder("d-1", "d-2", "d-6");
		assertThat(queue().counts().waiting()).isEqualTo(3);
		settle(running, done());
		assertThat(takeAllPayloads()).containsExactly("third");
	}

	@Test
	void jobIsInTheQueueWhenAnAsynchronousEnqueueCompletes() {
		CompletableFuture<JobState> state = queue().enqueueAsync(delivered("lane", "d-1"))
			.thenApplyAsync((enqueued) -> {
				assertThat(enqueued.how()).isEqualTo(Enqueued.How.NEW);
				return lookup().find(enqueued.jobId()).orElseThrow().state();
			});
		assertThat(state).succeedsWithin(PATIENCE).isEqualTo(JobState.WAITING);
		assertThat(queue().enqueueAsync(delivered("lane", "d-1"))).succeedsWithin(PATIENCE)
			.extracting(Enqueued::how)
			.isEqualTo(Enqueued.How.DUPLICATE);
	}

	@Test
	void oneCallerMayHaveManyJobsOnTheirWay() {
		List<CompletableFuture<Enqueued>> enqueued = IntStream.range(0, 25)
			.mapToObj((i) -> queue().enqueueAsync(delivered("lane-" + i, "d-" + i)))
			.toList();
		assertThat(enqueued).allSatisfy((each) -> assertThat(each).succeedsWithin(PATIENCE));
		assertThat(enqueued.stream().map((each) -> each.join().jobId())).doesNotHaveDuplicates();
		assertThat(takeAllPayloads())
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 25).mapToObj((i) -> "d-" + i).toList());
	}

	@Test
	void nextJobMayBeEnqueuedByWhatDependsOnTheLast() {
		CompletableFuture<Enqueued> last = queue().enqueueAsync(delivered("lane-0", "d-0"));
		for (int i = 1; i < 25; i++) {
			NewJob next = delivered("lane-" + i, "d-" + i);
			last = last.thenCompose((enqueued) -> queue().enqueueAsync(next));
		}
		assertThat(last).succeedsWithin(PATIENCE);
		assertThat(queue().counts().waiting()).isEqualTo(25);
	}

	@Test
	void fullQueueRefusesAnAsynchronousEnqueueAndSaysSo() {
		List<CompletableFuture<Enqueued>> enqueued = IntStream.range(0, 60)
			.mapToObj((i) -> queue().enqueueAsync(job("lane-" + i, "job " + i)))
			.toList();
		assertThat(enqueued)
			.allSatisfy((each) -> assertThat(each.handle((done, failure) -> true)).succeedsWithin(PATIENCE));
		long accepted = enqueued.stream().filter((each) -> !each.isCompletedExceptionally()).count();
		assertThat(accepted).isBetween(50L - roomSlack(), 50L + roomSlack()).isEqualTo(queue().counts().waiting());
		assertThat(enqueued.stream().filter(CompletableFuture::isCompletedExceptionally))
			.allSatisfy((each) -> assertThatThrownBy(each::get).hasCauseInstanceOf(QueueFullException.class));
		for (long i = accepted; i < 50; i++) {
			queue().enqueue(job("later-" + i, "job"));
		}
		assertThatThrownBy(() -> queue().enqueue(job("last", "job"))).isInstanceOf(QueueFullException.class);
	}

	@Test
	void callThatFillsTheQueueStoresWhatHasRoom() {
		for (int i = 0; i < 49; i++) {
			queue().enqueue(job("lane-" + i, "job " + i));
		}
		assertThatThrownBy(() -> queue()
			.enqueueAll(List.of(delivered("new", "d-1"), delivered("lane-1", "d-2"), delivered("newer", "d-3"))))
			.isInstanceOf(QueueFullException.class);
		assertThat(queue().counts().waiting()).isEqualTo(50);
		take(10);
		assertThat(queue().enqueue(delivered("new", "d-1")).how()).isEqualTo(Enqueued.How.DUPLICATE);
		assertThat(queue().enqueue(delivered("lane-1", "d-2")).how()).isEqualTo(Enqueued.How.NEW);
		assertThat(queue().enqueue(delivered("newer", "d-3")).how()).isEqualTo(Enqueued.How.NEW);
	}

	@Test
	void deliveryThatCameAgainAfterItsJobDiedRunsAgain() {
		Enqueued first = queue().enqueue(delivered("lane", "d-1"));
		settle(takeOne(), new JobOutcome.Dead("rejected"));

		assertThat(queue().enqueue(delivered("lane", "d-1"))).isEqualTo(new Enqueued(first.jobId(), Enqueued.How.NEW));

		assertThat(takeOne().job().attempt()).isEqualTo(1);
		assertThat(deadLetters().list(0, 10)).isEmpty();
	}

	@Test
	void failedJobRunsAgainLaterAndLaterAndThenDies() {
		queue().enqueue(job("lane", "1"));
		for (int attempt = 1; attempt <= 3; attempt++) {
			Lease lease = takeOne();
			assertThat(lease.job().attempt()).isEqualTo(attempt);
			Settled settled = settle(lease, new JobOutcome.Retry("failure " + attempt));
			assertThat(settled).isEqualTo((attempt < 3) ? Settled.DELAYED : Settled.DEAD);
			Duration backoff = Duration.ofSeconds(2L * attempt);
			advance(backoff.minusMillis(500));
			assertThat(take(1)).isEmpty();
			advance(Duration.ofMillis(501));
		}
		DeadLetter dead = deadLetters().list(0, 10).get(0);
		assertThat(dead.failures()).extracting(DeadLetter.Failure::attempt).containsExactly(1, 2, 3);
		assertThat(dead.failures()).extracting(DeadLetter.Failure::cause)
			.containsExactly("failure 1", "failure 2", "failure 3");
		assertThat(dead.job().attempt()).isEqualTo(3);
		assertThat(dead.job().payload()).isEqualTo("1");
	}

	@Test
	void jobsOwnRetryPolicyWins() {
		RetryPolicy once = new RetryPolicy(1, RetryPolicy.DEFAULT.backoff());
		queue().enqueue(new NewJob("lane", "test", JobPriority.NORMAL, "1", null, List.of(), null, once));
		assertThat(settle(takeOne(), new JobOutcome.Retry("failed"))).isEqualTo(Settled.DEAD);
	}

	@Test
	void snoozeUsesUpNoAttempt() {
		queue().enqueue(job("lane", "1"));
		for (int i = 0; i < 5; i++) {
			Lease lease = takeOne();
			assertThat(lease.job().attempt()).isEqualTo(1);
			assertThat(settle(lease, new JobOutcome.Snooze(Duration.ofSeconds(30), "rate limited", null)))
				.isEqualTo(Settled.DELAYED);
			advance(Duration.ofSeconds(29));
			assertThat(take(1)).isEmpty();
			advance(Duration.ofMillis(1_001));
		}
	}

	@Test
	void snoozeOfAScopeHoldsBackAllItsJobs() {
		enqueueInOrder(List.of(scoped("jira-1", "jira"), scoped("jira-2", "jira", "link-a"),
				scoped("github-1", "github"), scoped("jira-3", "jira")));
		settle(takeOne(), new JobOutcome.Snooze(Duration.ofSeconds(30), "rate limited", "jira"));

		assertThat(takeAllPayloads()).containsExactly("github-1");
		advance(Duration.ofMillis(30_001));
		assertThat(takeAllPayloads()).containsExactly("jira-1", "jira-2", "jira-3");
	}

	@Test
	void deadLetterReleasesItsLane() {
		enqueueInOrder(List.of(job("lane", "1"), job("lane", "2")));
		assertThat(settle(takeOne(), new JobOutcome.Dead("404"))).isEqualTo(Settled.DEAD);
		assertThat(takeAllPayloads()).containsExactly("2");
	}

	@Test
	void replayedDeadLetterWaitsBehindItsLane() {
		Enqueued first = queue().enqueue(job("lane", "1"));
		queue().enqueue(job("lane", "2"));
		settle(takeOne(), new JobOutcome.Dead("404"));

		assertThat(deadLetters().replay(first.jobId())).isTrue();
		assertThat(deadLetters().replay(first.jobId())).isFalse();

		Lease second = takeOne();
		assertThat(second.job().payload()).isEqualTo("2");
		settle(second, done());
		Lease replayed = takeOne();
		assertThat(replayed.job().payload()).isEqualTo("1");
		assertThat(replayed.job().attempt()).isEqualTo(1);
	}

	@Test
	void discardedDeadLetterIsGoneAndItsDeliveriesMayComeAgain() {
		Enqueued first = queue().enqueue(snapshot("lane", "issue", 1, "old", "d-1"));
		queue().enqueue(snapshot("lane", "issue", 2, "new", "d-2"));
		settle(takeOne(), new JobOutcome.Dead("404"));
		assertThat(deadLetters().discard(first.jobId())).isTrue();
		assertThat(deadLetters().find(first.jobId())).isEmpty();
		assertThat(queue().enqueue(delivered("lane", "d-1")).how()).isEqualTo(Enqueued.How.NEW);
		assertThat(queue().enqueue(delivered("lane", "d-2")).how()).isEqualTo(Enqueued.How.NEW);
	}

	@Test
	void buriedJobIsADeadLetterWithItsCause() {
		Enqueued buried = queue().bury(delivered("quarantine", "d-1"), "not JSON\nat line 1");
		Optional<DeadLetter> dead = deadLetters().find(buried.jobId());
		assertThat(dead).get().extracting(DeadLetter::failures).asList().hasSize(1);
		assertThat(dead.orElseThrow().failures().get(0).cause()).startsWith("not JSON");
		assertThat(queue().bury(delivered("quarantine", "d-1"), "again").how()).isEqualTo(Enqueued.How.DUPLICATE);
	}

	@Test
	void deadLettersAreListedNewestFirst() {
		for (int i = 1; i <= 5; i++) {
			queue().bury(job("lane", "dead " + i), "cause");
			advance(Duration.ofMillis(10));
		}
		assertThat(deadLetters().list(0, 2)).extracting((dead) -> dead.job().payload())
			.containsExactly("dead 5", "dead 4");
		assertThat(deadLetters().list(3, 10)).extracting((dead) -> dead.job().payload())
			.containsExactly("dead 2", "dead 1");
		assertThatThrownBy(() -> deadLetters().list(0, 501)).isInstanceOf(IllegalArgumentException.class);
		assertThat(deadLetters().find("no-such-job")).isEmpty();
		assertThat(deadLetters().replay("77-X")).isFalse();
	}

	@Test
	void expiredLeaseReturnsJobToWaiting() {
		enqueueInOrder(List.of(job("lane", "1"), job("lane", "2")));
		Lease lost = takeOne();
		advance(Duration.ofMillis(9_000));
		assertThat(queue().recover()).isZero();
		advance(Duration.ofMillis(1_001));
		assertThat(queue().recover()).isEqualTo(1);

		Lease again = takeOne();

		assertThat(again.job().id()).isEqualTo(lost.job().id());
		assertThat(again.job().attempt()).isEqualTo(1);
		assertThat(again.token()).isGreaterThan(lost.token());
	}

	@Test
	void lostLeaseSettlesNothing() {
		queue().enqueue(job("lane", "1"));
		Lease lost = takeOne();
		advance(Duration.ofSeconds(11));
		queue().recover();
		assertThat(settle(lost, done())).isEqualTo(Settled.LOST);
		Lease current = takeOne();
		assertThat(settle(lost, new JobOutcome.Retry("late"))).isEqualTo(Settled.LOST);
		assertThat(settle(lost, new JobOutcome.Dead("late"))).isEqualTo(Settled.LOST);
		assertThat(queue().heartbeat(WORKER, List.of(lost))).containsExactly(lost);
		assertThat(settle(current, done())).isEqualTo(Settled.COMPLETED);
		assertThat(settle(current, done())).isEqualTo(Settled.LOST);
		assertThat(queue().counts()).extracting(QueueCounts::waiting, QueueCounts::active, QueueCounts::completed)
			.containsExactly(0L, 0L, 1L);
	}

	@Test
	void heartbeatKeepsALease() {
		queue().enqueue(job("lane", "1"));
		Lease lease = takeOne();
		for (int i = 0; i < 4; i++) {
			advance(Duration.ofSeconds(6));
			assertThat(queue().heartbeat(WORKER, Set.of(lease))).isEmpty();
			assertThat(queue().recover()).isZero();
		}
		assertThat(settle(lease, done())).isEqualTo(Settled.COMPLETED);
	}

	@Test
	void jobThatCrashesItsWorkersBecomesADeadLetter() {
		Enqueued enqueued = queue().enqueue(job("lane", "1"));
		queue().enqueue(job("lane", "2"));
		for (int crash = 1; crash <= 3; crash++) {
			takeOne();
			advance(Duration.ofSeconds(11));
			queue().recover();
		}
		assertThat(deadLetters().find(enqueued.jobId())).get()
			.extracting((dead) -> dead.failures().get(0).cause())
			.asString()
			.startsWith("poison");
		assertThat(takeAllPayloads()).containsExactly("2");
	}

	@Test
	void jobGivenBackWaitsAtItsOldPlaceUntried() {
		enqueueInOrder(List.of(job("a", "1"), job("b", "2")));
		Lease lease = takeOne();
		queue().giveBack(WORKER, List.of(lease));
		List<Lease> again = take(10);
		assertThat(again).extracting((taken) -> taken.job().payload()).containsExactly("1", "2");
		assertThat(again.get(0).job().attempt()).isEqualTo(1);
	}

	@Test
	void jobMovedToAnotherLaneWaitsBehindItsJobs() {
		enqueueInOrder(List.of(job("old", "1"), job("old", "2"), job("new", "3")));
		List<Lease> leases = take(10);
		assertThat(settle(leases.get(0), new JobOutcome.Move("new"))).isEqualTo(Settled.WAITING);
		assertThat(takeAllPayloads()).containsExactly("2");
		settle(leases.get(1), done());
		Lease moved = takeOne();
		assertThat(moved.job().payload()).isEqualTo("1");
		assertThat(moved.job().lane()).isEqualTo("new");
		assertThat(moved.job().attempt()).isEqualTo(1);
		assertThat(settle(moved, done())).isEqualTo(Settled.COMPLETED);
	}

	@Test
	void dueJobsArePromoted() {
		queue().enqueue(job("lane", "1"));
		settle(takeOne(), new JobOutcome.Retry("failed"));
		assertThat(queue().promote()).isZero();
		assertThat(queue().counts().delayed()).isEqualTo(1);
		advance(Duration.ofMillis(2_001));
		assertThat(queue().promote()).isEqualTo(1);
		assertThat(queue().counts()).extracting(QueueCounts::waiting, QueueCounts::delayed).containsExactly(1L, 0L);
	}

	@Test
	void eachOfManyJobsOfOneCallHasItsAnswer() {
		Enqueued known = queue().enqueue(delivered("lane-40", "d-40"));
		List<Enqueued> enqueued = queue()
			.enqueueAll(IntStream.range(0, 48).mapToObj((i) -> delivered("lane-" + i, "d-" + i)).toList());
		assertThat(enqueued).hasSize(48);
		assertThat(enqueued.get(40)).isEqualTo(new Enqueued(known.jobId(), Enqueued.How.DUPLICATE));
		assertThat(enqueued).filteredOn((each) -> each.how() == Enqueued.How.NEW).hasSize(47);
		for (int i = 0; i < 48; i++) {
			assertThat(lookup().findByDelivery("d-" + i)).get()
				.extracting((found) -> found.job().id())
				.isEqualTo(enqueued.get(i).jobId());
		}
	}

	@Test
	void fullQueueRefusesJobsAndKeepsTheRest() {
		List<NewJob> fifty = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			fifty.add(job("lane-" + i, "job " + i));
		}
		queue().enqueueAll(fifty);
		assertThatThrownBy(() -> queue().enqueue(job("lane-51", "one too many")))
			.isInstanceOf(QueueFullException.class);
		assertThat(queue().counts().waiting()).isEqualTo(50);
		take(1);
		assertThat(queue().enqueue(job("lane-51", "now there is room")).how()).isEqualTo(Enqueued.How.NEW);
	}

	@Test
	void fullQueueStillKnowsItsJobs() {
		Enqueued first = queue().enqueue(delivered("lane-0", "d-0"));
		for (int i = 1; i < 50; i++) {
			queue().enqueue(job("lane-" + i, "job " + i));
		}
		assertThat(queue().enqueue(delivered("lane-0", "d-0")))
			.isEqualTo(new Enqueued(first.jobId(), Enqueued.How.DUPLICATE));
		settle(takeOne(), done());
		queue().enqueue(job("lane-50", "job 50"));
		assertThat(queue().enqueue(delivered("lane-0", "d-0")))
			.isEqualTo(new Enqueued(first.jobId(), Enqueued.How.DUPLICATE));
		assertThatThrownBy(() -> queue().enqueue(delivered("lane-51", "d-51"))).isInstanceOf(QueueFullException.class);
	}

	@Test
	void eachLiveInstanceAddsRoom() {
		queue().heartbeat("instance-1", Set.of());
		queue().heartbeat("instance-2", Set.of());
		for (int i = 0; i < 100; i++) {
			queue().enqueue(job("lane-" + i, "job " + i));
		}
		assertThatThrownBy(() -> queue().enqueue(job("lane-101", "one too many")))
			.isInstanceOf(QueueFullException.class);
		advance(Duration.ofSeconds(31));
		queue().heartbeat("instance-1", Set.of());
		take(60);
		assertThatThrownBy(() -> {
			for (int i = 0; i < 11; i++) {
				queue().enqueue(job("more-" + i, "job " + i));
			}
		}).isInstanceOf(QueueFullException.class);
	}

	@Test
	void liveInstancesAreCountedAndShareTheWaitingJobs() {
		assertThat(queue().counts().instances()).isZero();
		queue().heartbeat("instance-1", Set.of());
		queue().heartbeat("instance-2", Set.of());
		queue().enqueueAll(List.of(job("a", "1"), job("a", "2"), job("b", "3")));
		assertThat(queue().counts().instances()).isEqualTo(2);
		assertThat(queue().counts().waitingShare()).isEqualTo(1.5);
		advance(Duration.ofSeconds(31));
		assertThat(queue().counts().instances()).isZero();
		queue().heartbeat("instance-1", Set.of());
		assertThat(queue().counts().instances()).isEqualTo(1);
		assertThat(queue().counts().waitingShare()).isEqualTo(3);
	}

	@Test
	void completedJobsAreTrimmedByCountAndAge() {
		for (int round = 0; round < 10; round++) {
			for (int i = 0; i < 20; i++) {
				queue().enqueue(job("lane-" + i, "job"));
			}
			take(20).forEach((lease) -> settle(lease, done()));
		}
		while (queue().trim() > 0) {
			assertThat(queue().counts().completed()).isGreaterThanOrEqualTo(20);
		}
		assertThat(queue().counts().completed()).isEqualTo(20);
		advance(Duration.ofHours(25));
		assertThat(queue().trim()).isPositive();
		assertThat(queue().counts().completed()).isZero();
	}

	@Test
	void busyWorkerKeepsCompletedJobsWithinTheirBound() {
		for (int round = 0; round < 10; round++) {
			for (int i = 0; i < 20; i++) {
				queue().enqueue(job("lane-" + i, "job"));
			}
			List<Settlement> ended = take(20).stream().map((lease) -> new Settlement(lease, done())).toList();
			queue().exchange(WORKER, ended, 0);
			assertThat(queue().counts().completed()).isLessThan(20 + completedSlack());
		}
	}

	@Test
	void oldestWaitingIsTheAgeOfTheNextJob() {
		queue().enqueue(job("lane", "1"));
		advance(Duration.ofSeconds(42));
		assertThat(queue().counts().oldestWaiting()).isBetween(Duration.ofSeconds(42), Duration.ofSeconds(43));
	}

	@Test
	void jobForAnIdleWorkerIsLeasedToItAtOnce() throws Exception {
		BlockingQueue<List<Lease>> handed = new LinkedBlockingQueue<>();
		try (AutoCloseable registration = queue().listen("listener", handed::add)) {
			queue().exchange("listener", List.of(), 2);
			Enqueued enqueued = queue().enqueue(delivered("lane", "d-1"));
			List<Lease> leases = handed.poll(5, TimeUnit.SECONDS);
			if (leases == null || leases.isEmpty()) {
				// An implementation may just call the worker.
				leases = queue().exchange("listener", List.of(), 2).leases();
			}
			assertThat(leases).singleElement().satisfies((lease) -> {
				assertThat(lease.job().id()).isEqualTo(enqueued.jobId());
				assertThat(lease.job().payload()).isEqualTo("d-1");
				assertThat(lease.job().attempt()).isEqualTo(1);
			});
			assertThat(queue().counts()).extracting(QueueCounts::waiting, QueueCounts::active).containsExactly(0L, 1L);
			assertThat(settle(leases.get(0), done())).isEqualTo(Settled.COMPLETED);
		}
	}

	@Test
	void jobForAWorkerThatIsGoneWaits() throws Exception {
		queue().listen("gone", (leases) -> {
		}).close();
		queue().exchange("gone", List.of(), 2);
		queue().enqueue(job("lane", "1"));
		assertThat(takeAllPayloads()).containsExactly("1");
	}

	@Test
	void workerThatGaveBackIsNotTakenForIdle() throws Exception {
		BlockingQueue<List<Lease>> handed = new LinkedBlockingQueue<>();
		try (AutoCloseable registration = queue().listen("leaving", handed::add)) {
			queue().exchange("leaving", List.of(), 2);
			queue().giveBack("leaving", List.of());
			queue().enqueue(job("lane", "1"));
			assertThat(takeAllPayloads()).containsExactly("1");
		}
	}

	@Test
	void pausedQueueGivesNothingUntilItIsResumed() {
		queue().enqueue(job("lane", "1"));
		control().pause(QueueControl.EVERYTHING);
		advance(Duration.ofDays(30));
		assertThat(take(1)).isEmpty();
		assertThat(control().holds()).containsOnlyKeys("*");
		control().resume(QueueControl.EVERYTHING);
		assertThat(takeAllPayloads()).containsExactly("1");
		assertThat(control().holds()).isEmpty();
	}

	@Test
	void pauseOfAScopeHoldsBackItsJobsOnly() {
		enqueueInOrder(List.of(scoped("a-1", "link:a"), scoped("b-1", "link:b"), scoped("a-2", "link:a", "jira")));
		control().pause("link:a");
		assertThat(takeAllPayloads()).containsExactly("b-1");
		advance(Duration.ofDays(1));
		assertThat(take(10)).isEmpty();
		assertThat(queue().counts().delayed()).isEqualTo(2);

		control().snooze("jira", Duration.ofSeconds(5));
		control().resume("link:a");

		assertThat(takeAllPayloads()).containsExactly("a-1");
		advance(Duration.ofMillis(5_001));
		Lease last = takeOne();
		assertThat(last.job().payload()).isEqualTo("a-2");
		assertThat(last.job().attempt()).isEqualTo(1);
	}

	@Test
	void resumeEndsASnoozeEarlyButNoBackoff() {
		enqueueInOrder(List.of(scoped("1", "jira"), scoped("2", "jira"), scoped("3", "jira")));
		settle(takeOne(), new JobOutcome.Retry("failed"));
		control().snooze("jira", Duration.ofMinutes(10));
		assertThat(take(10)).isEmpty();
		control().resume("jira");
		assertThat(takeAllPayloads()).containsExactly("2", "3");
		advance(Duration.ofMillis(2_001));
		assertThat(takeAllPayloads()).containsExactly("1");
	}

	@Test
	void jobIsFoundInEveryState() {
		String id = queue().enqueue(delivered("lane", "d-1")).jobId();
		assertThat(lookup().findByDelivery("d-1")).get().extracting(JobRecord::state).isEqualTo(JobState.WAITING);
		Lease lease = takeOne();
		assertThat(lookup().find(id)).get().extracting(JobRecord::state).isEqualTo(JobState.ACTIVE);
		settle(lease, new JobOutcome.Retry("it failed"));
		assertThat(lookup().find(id)).get().satisfies((found) -> {
			assertThat(found.state()).isEqualTo(JobState.DELAYED);
			assertThat(found.failures()).extracting(DeadLetter.Failure::cause).containsExactly("it failed");
			assertThat(found.job().attempt()).isEqualTo(2);
		});
		advance(Duration.ofMillis(2_001));
		settle(takeOne(), new JobOutcome.Done("created WID-7"));
		assertThat(lookup().find(id)).get().satisfies((found) -> {
			assertThat(found.state()).isEqualTo(JobState.COMPLETED);
			assertThat(found.outcome()).isEqualTo("created WID-7");
		});
		queue().enqueue(delivered("lane", "d-2"));
		settle(takeOne(), new JobOutcome.Dead("404"));
		assertThat(lookup().findByDelivery("d-2")).get().extracting(JobRecord::state).isEqualTo(JobState.DEAD);
		String waiting = queue().enqueue(snapshot("lane", "issue", 1, "old", "d-3")).jobId();
		queue().enqueue(snapshot("lane", "issue", 2, "new", "d-4"));
		assertThat(lookup().findByDelivery("d-4")).get().satisfies((found) -> {
			assertThat(found.job().id()).isEqualTo(waiting);
			assertThat(found.job().deliveries()).containsExactly("d-3", "d-4");
		});
		assertThat(lookup().find("0-nothing")).isEmpty();
		assertThat(lookup().findByDelivery("nothing")).isEmpty();
	}

}
