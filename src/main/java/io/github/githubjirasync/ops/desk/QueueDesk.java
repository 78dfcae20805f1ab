package io.github.githubjirasync.ops.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.github.githubjirasync.ops.desk.QueueOverview.Counts;
import io.github.githubjirasync.ops.desk.QueueOverview.Hold;
import io.github.githubjirasync.ops.desk.QueueOverview.InstanceView;
import io.github.githubjirasync.ops.desk.QueueOverview.PartitionView;
import io.github.githubjirasync.ops.desk.QueueOverview.Throughput;
import io.github.githubjirasync.queue.JobSearch;
import io.github.githubjirasync.queue.JobSearch.PartitionFigures;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.sync.LinkCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Shows the queue, and holds jobs back.
 */
public final class QueueDesk {

	private static final Set<String> UPSTREAMS = Set.of("upstream:github", "upstream:jira");

	private static final Duration LONGEST = Duration.ofDays(30);

	private final JobSearch search;

	private final QueueControl control;

	private final LinkCatalog links;

	private final AuditLog audit;

	private final int partitions;

	QueueDesk(JobSearch search, QueueControl control, LinkCatalog links, AuditLog audit, QueueProperties properties) {
		this.search = search;
		this.control = control;
		this.links = links;
		this.audit = audit;
		this.partitions = properties.partitions();
	}

	/**
	 * The queue now.
	 * @return the overview
	 */
	public QueueOverview overview() {
		List<PartitionFigures> figures = this.search.figures();
		QueueCounts counts = figures.stream().map(PartitionFigures::counts).reduce(QueueCounts.NONE, QueueCounts::plus);
		Map<String, Instant> instances = new TreeMap<>();
		figures.stream()
			.flatMap((each) -> each.instances().stream())
			.forEach((each) -> instances.merge(each.name(), each.seenAt(), QueueDesk::later));
		return new QueueOverview(Counts.of(counts), counts.oldestWaiting(), throughput(figures), figures.stream()
			.map((each) -> new PartitionView(each.partition(), Counts.of(each.counts()), each.counts().oldestWaiting()))
			.toList(),
				instances.entrySet().stream().map((each) -> new InstanceView(each.getKey(), each.getValue())).toList(),
				holds(), figures.size() == this.partitions);
	}

	private static Throughput throughput(List<PartitionFigures> figures) {
		return new Throughput(figures.stream().mapToLong((each) -> each.completed().lastMinute()).sum(),
				figures.stream().mapToLong((each) -> each.completed().lastFiveMinutes()).sum(),
				figures.stream().mapToLong((each) -> each.completed().lastHour()).sum(),
				figures.stream().mapToLong(PartitionFigures::died).sum(),
				figures.stream()
					.map((each) -> each.completed().keptSince())
					.filter(Objects::nonNull)
					.max(Comparator.naturalOrder())
					.orElse(null));
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	/**
	 * What the jobs of a state are.
	 * @param state the state
	 * @return the breakdown
	 */
	public QueueBreakdown breakdown(JobState state) {
		return QueueBreakdown.of(state, this.search.breakdown(state));
	}

	/**
	 * What is held back now.
	 * @return the holds, by scope
	 */
	public List<Hold> holds() {
		Instant now = Instant.now();
		return this.control.holds()
			.entrySet()
			.stream()
			.filter((each) -> each.getValue().isAfter(now))
			.map((each) -> new Hold(each.getKey(), each.getValue().equals(QueueControl.NEVER) ? null : each.getValue()))
			.toList();
	}

	/**
	 * Holds jobs back.
	 * @param scope what is held back, as in {@link Hold}
	 * @param duration for how long, 1 s to 30 days; {@code null} until it is resumed
	 * @param who who wants it
	 */
	public void pause(String scope, @Nullable Duration duration, String who) {
		check(scope);
		if (duration == null) {
			this.audit.record(who, "pause", scope, Map.of());
			this.control.pause(scope);
			return;
		}
		if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
			throw DeskException.invalid("A hold lasts from 1 s to 30 days, got " + duration);
		}
		this.audit.record(who, "pause", scope, Map.of("for", duration.toString()));
		this.control.snooze(scope, duration);
	}

	/**
	 * Ends every hold on a scope.
	 * @param scope what is held back
	 * @param who who wants it
	 */
	public void resume(String scope, String who) {
		if (holds().stream().noneMatch((hold) -> hold.scope().equals(scope))) {
			check(scope);
		}
		this.audit.record(who, "resume", scope, Map.of());
		this.control.resume(scope);
	}

	private void check(String scope) {
		boolean known = QueueControl.EVERYTHING.equals(scope) || UPSTREAMS.contains(scope)
				|| this.links.all().stream().anyMatch((link) -> link.scope().equals(scope));
		if (!known) {
			throw DeskException.invalid("There is no scope '" + scope
					+ "'; it is *, upstream:github, upstream:jira, or link: and the name of a link");
		}
	}

}
