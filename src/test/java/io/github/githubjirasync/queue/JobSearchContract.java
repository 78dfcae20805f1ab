package io.github.githubjirasync.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.JobSearch.Breakdown;
import io.github.githubjirasync.queue.JobSearch.Page;
import io.github.githubjirasync.queue.JobSearch.PartitionFigures;
import io.github.githubjirasync.testing.TestQueues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every list of jobs promises. Each test starts with an empty queue with
 * {@link #PROPERTIES}.
 */
public abstract class JobSearchContract {

	/** The properties that the facts below assume. */
	protected static final String[] PROPERTIES = { "github-jira-sync.queue.rate-per-second=0",
			"github-jira-sync.queue.capacity-per-instance=100000" };

	private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

	private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

	/**
	 * The queue under test.
	 * @return the same for all of one test
	 */
	protected abstract TestQueues.Instance queues();

	@Test
	void everyJobOfAStateIsOnOnePageInOrder() {
		bury(25);
		List<String> oldestFirst = all(JobFilter.of(JobState.DEAD), false, 10);
		assertThat(oldestFirst).hasSize(25).doesNotHaveDuplicates();
		List<Instant> times = oldestFirst.stream().map((id) -> find(id).since()).toList();
		assertThat(times).isSorted();
		List<String> newestFirst = all(JobFilter.of(JobState.DEAD), true, 7);
		assertThat(newestFirst).containsExactlyElementsOf(reversed(oldestFirst));
	}

	@Test
	void jobsOfEveryStateAreFound() {
		enqueue(job("done", JobPriority.NORMAL, "test"));
		settle(new JobOutcome.Done("created WID-7"));
		enqueue(job("dead", JobPriority.NORMAL, "test"));
		settle(new JobOutcome.Dead("Jira: (400) No"));
		enqueue(job("delayed", JobPriority.NORMAL, "test"));
		settle(new JobOutcome.Retry("later"));
		enqueue(job("active", JobPriority.NORMAL, "test"));
		take();
		enqueue(job("waiting", JobPriority.NORMAL, "test"));
		for (JobState state : JobState.values()) {
			List<JobRecord> jobs = search().list(JobFilter.of(state), true, null, 10).jobs();
			assertThat(jobs).extracting((job) -> job.job().lane())
				.containsExactly(state.name().toLowerCase(Locale.ROOT).replace("completed", "done"));
			assertThat(jobs.get(0)).isEqualTo(find(jobs.get(0).job().id()));
		}
	}

	@Test
	void cursorOutlivesTheJobsAroundIt() {
		bury(10);
		Page first = search().list(JobFilter.of(JobState.DEAD), false, null, 4);
		List<String> rest = all(JobFilter.of(JobState.DEAD), false, 10).subList(4, 10);
		first.jobs().forEach((job) -> queues().deadLetters().discard(job.job().id()));
		queues().deadLetters().discard(rest.get(0));
		Page second = search().list(JobFilter.of(JobState.DEAD), false, first.next(), 10);
		assertThat(ids(second)).isEqualTo(rest.subList(1, 6));
		assertThat(second.next()).isNull();
	}

	@Test
	void jobsOfOneTimeAreListedOnce() {
		queues().control().pause("link:a");
		IntStream.range(0, 30).forEach((i) -> enqueue(scoped("lane-" + i, "link:a")));
		assertThat(queues().queue().exchange("w", List.of(), 30).leases()).isEmpty();
		assertThat(search().list(JobFilter.of(JobState.DELAYED), true, null, 1).jobs().get(0).since())
			.isEqualTo(QueueControl.NEVER);
		assertThat(all(JobFilter.of(JobState.DELAYED), false, 7)).hasSize(30).doesNotHaveDuplicates();
		assertThat(all(JobFilter.of(JobState.DELAYED), true, 7)).hasSize(30).doesNotHaveDuplicates();
	}

	@Test
	void filterSaysWhichJobs() {
		enqueue(job("a", JobPriority.HIGH, "one"));
		enqueue(job("b", JobPriority.LOW, "two"));
		enqueue(scoped("c", "upstream:jira", "link:widgets"));
		JobFilter waiting = JobFilter.of(JobState.WAITING);
		assertThat(lanes(waiting.withPriority(JobPriority.LOW))).containsExactly("b");
		assertThat(lanes(waiting.withKind("one", null))).containsExactly("a");
		assertThat(lanes(waiting.withKind(null, "one"))).containsExactlyInAnyOrder("b", "c");
		assertThat(lanes(waiting.withScope("link:widgets"))).containsExactly("c");
		assertThat(lanes(waiting.withScope("link:widget"))).isEmpty();
		assertThat(lanes(waiting.withLanes(Set.of("a", "c", "z")))).containsExactlyInAnyOrder("a", "c");
		assertThat(lanes(waiting.within(YESTERDAY, TOMORROW))).hasSize(3);
		assertThat(lanes(waiting.within(TOMORROW, null))).isEmpty();
		assertThat(lanes(waiting.within(null, YESTERDAY))).isEmpty();
	}

	@Test
	void deadLettersAreFoundByCauseAndTime() {
		queues().queue().bury(job("a", JobPriority.LOW, "test"), "Jira update REJECTED (400)");
		queues().queue().bury(job("b", JobPriority.LOW, "test"), "GitHub: 100% away");
		JobFilter dead = JobFilter.of(JobState.DEAD);
		assertThat(lanes(dead.withCause("rejected (400"))).containsExactly("a");
		assertThat(lanes(dead.withCause("100%"))).containsExactly("b");
		assertThat(lanes(dead.withCause("nothing"))).isEmpty();
		for (boolean newestFirst : new boolean[] { true, false }) {
			assertThat(all(dead.within(YESTERDAY, TOMORROW), newestFirst, 10)).hasSize(2);
			assertThat(all(dead.within(TOMORROW, null), newestFirst, 10)).isEmpty();
			assertThat(all(dead.within(null, YESTERDAY), newestFirst, 10)).isEmpty();
		}
	}

	@Test
	void oneAmongManyIsFoundInBoundedSteps() {
		List<NewJob> many = IntStream.range(0, 2400)
			.mapToObj((i) -> job("lane-" + i, JobPriority.NORMAL, (i == 2300) ? "rare" : "usual"))
			.toList();
		queues().queue().enqueueAll(many);
		JobFilter rare = JobFilter.of(JobState.WAITING).withKind("rare", null);
		assertThat(search().list(rare, false, null, 10)).satisfies((page) -> {
			assertThat(page.jobs()).isEmpty();
			assertThat(page.next()).isNotNull();
		});
		assertThat(all(rare, false, 10)).hasSize(1);
		Breakdown breakdown = search().breakdown(JobState.WAITING);
		assertThat(breakdown.total()).isEqualTo(2400);
		assertThat(breakdown.groups().stream().filter((group) -> group.kind().equals("usual"))).singleElement()
			.satisfies((group) -> assertThat(group.jobs()).isBetween(2390L, 2403L));
	}

	@Test
	void fewJobsAreBrokenDownExactly() {
		enqueue(scoped("a", "upstream:jira", "link:widgets"));
		enqueue(scoped("b", "upstream:jira", "link:widgets"));
		enqueue(job("c", JobPriority.HIGH, "test"));
		Breakdown breakdown = search().breakdown(JobState.WAITING);
		assertThat(breakdown.exact()).isTrue();
		assertThat(breakdown.total()).isEqualTo(3);
		assertThat(breakdown.groups()).anySatisfy((group) -> {
			assertThat(group.scopes()).containsExactly("upstream:jira", "link:widgets");
			assertThat(group.jobs()).isEqualTo(2);
			assertThat(group.oldest()).isBetween(YESTERDAY, TOMORROW);
		}).anySatisfy((group) -> {
			assertThat(group.priority()).isEqualTo(JobPriority.HIGH);
			assertThat(group.scopes()).isEmpty();
		}).hasSize(2);
		assertThat(search().breakdown(JobState.ACTIVE)).isEqualTo(new Breakdown(0, true, List.of()));
	}

	@Test
	void figuresTellOfThroughputAndInstances() {
		enqueue(job("a", JobPriority.NORMAL, "test"));
		settle(new JobOutcome.Done(""));
		bury(2);
		queues().queue().heartbeat("pod-1", List.of());
		List<PartitionFigures> figures = search().figures();
		assertThat(figures.stream().mapToLong((each) -> each.completed().lastMinute()).sum()).isEqualTo(1);
		assertThat(figures.stream().mapToLong((each) -> each.completed().lastHour()).sum()).isEqualTo(1);
		assertThat(figures.stream().filter((each) -> each.completed().keptSince() != null)).hasSize(1);
		assertThat(figures.stream().mapToLong(PartitionFigures::died).sum()).isEqualTo(2);
		assertThat(figures.stream().mapToLong((each) -> each.counts().dead()).sum()).isEqualTo(2);
		assertThat(figures).allSatisfy((each) -> assertThat(each.instances()).extracting(JobSearch.LiveInstance::name)
			.containsExactly("pod-1"));
	}

	@Test
	void whatIsNoCursorIsSaidSo() {
		for (String cursor : List.of("", "x", "!!", "YQ", "MSAtIDE".repeat(20))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> search().list(JobFilter.of(JobState.DEAD), true, cursor, 10))
				.withMessageContaining("The cursor is none");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> search().list(JobFilter.of(JobState.DEAD), true, null, 201));
	}

	private JobSearch search() {
		return queues().bean(JobSearch.class);
	}

	private void bury(int count) {
		IntStream.range(0, count)
			.forEach((i) -> queues().queue().bury(job("dead-" + i, JobPriority.LOW, "test"), "cause " + i));
	}

	private void enqueue(NewJob job) {
		queues().queue().enqueue(job);
	}

	private Lease take() {
		return queues().queue().exchange("w", List.of(), 1).leases().get(0);
	}

	private void settle(JobOutcome outcome) {
		queues().queue().exchange("w", List.of(new Settlement(take(), outcome)), 0);
	}

	private JobRecord find(String id) {
		return queues().lookup().find(id).orElseThrow();
	}

	private List<String> lanes(JobFilter filter) {
		return all(filter, false, 10).stream().map((id) -> find(id).job().lane()).toList();
	}

	private List<String> all(JobFilter filter, boolean newestFirst, int limit) {
		List<String> ids = new ArrayList<>();
		@Nullable String after = null;
		do {
			Page page = search().list(filter, newestFirst, after, limit);
			assertThat(page.jobs()).hasSizeLessThanOrEqualTo(limit);
			ids.addAll(ids(page));
			after = page.next();
		}
		while (after != null);
		return ids;
	}

	private static List<String> ids(Page page) {
		return page.jobs().stream().map((job) -> job.job().id()).toList();
	}

	private static List<String> reversed(List<String> list) {
		List<String> reversed = new ArrayList<>(list);
		Collections.reverse(reversed);
		return reversed;
	}

	private static NewJob job(String lane, JobPriority priority, String kind) {
		return NewJob.of(lane, kind, priority, "payload of " + lane);
	}

	private static NewJob scoped(String lane, String... scopes) {
		return new NewJob(lane, "test", JobPriority.NORMAL, "payload", null, List.of(scopes), null, null);
	}

}
