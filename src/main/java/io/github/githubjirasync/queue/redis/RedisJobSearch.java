package io.github.githubjirasync.queue.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobFilter;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobSearch;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.queue.QueueProperties;
import org.jspecify.annotations.Nullable;

import static io.github.githubjirasync.queue.redis.RedisJob.number;
import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * Lists and counts jobs in Redis: each partition gives its part of a page, and the parts
 * are merged.
 */
final class RedisJobSearch implements JobSearch {

	/** The most jobs of a partition that one call looks at. */
	static final int LOOK = 500;

	/** The most jobs of a partition that are looked at to tell what they all are. */
	static final int SAMPLE = 1000;

	private static final int JOBS_FROM = 3;

	private static final int VALUES_PER_JOB = 8;

	private final ScriptRunner scripts;

	private final FanOut all;

	private final QueueProperties properties;

	RedisJobSearch(ScriptRunner scripts, FanOut all, QueueProperties properties) {
		this.scripts = scripts;
		this.all = all;
		this.properties = properties;
	}

	@Override
	public Page list(JobFilter filter, boolean newestFirst, @Nullable String after, int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " jobs, got " + limit);
		}
		Position start = (after != null) ? Position.ofCursor(after) : beginning(filter, newestFirst);
		Map<PartitionScripts, Part> parts = this.all
			.ask((partition) -> part(partition.partition(), filter, newestFirst, start, limit));
		Comparator<Position> order = newestFirst ? Position.ORDER.reversed() : Position.ORDER;
		Position seen = parts.values()
			.stream()
			.filter((part) -> !part.last)
			.map((part) -> part.seen)
			.min(order)
			.orElse(null);
		List<Found> found = new ArrayList<>();
		parts.values().forEach((part) -> found.addAll(part.jobs));
		found.removeIf((job) -> seen != null && order.compare(job.at, seen) > 0);
		found.sort(Comparator.comparing(Found::at, order));
		boolean cut = found.size() > limit;
		List<Found> page = cut ? found.subList(0, limit) : found;
		Position end = cut ? page.get(limit - 1).at : seen;
		return new Page(page.stream().map(Found::job).toList(), (end != null) ? end.cursor() : null,
				parts.size() == this.all.size());
	}

	/** A list by time begins where the time does. */
	private static @Nullable Position beginning(JobFilter filter, boolean newestFirst) {
		Instant edge = newestFirst ? filter.to() : filter.from();
		return (edge != null && filter.state() != JobState.WAITING) ? new Position(edge.toEpochMilli(), "") : null;
	}

	private Part part(Partition partition, JobFilter filter, boolean newestFirst, @Nullable Position start, int limit) {
		JobPriority priority = filter.priority();
		Arguments arguments = new Arguments(partition).add(name(filter.state()))
			.add(newestFirst ? 1 : 0)
			.add((start != null) ? Long.toString(start.score()) : "")
			.add((start != null) ? start.id() : "")
			.add(limit)
			.add(LOOK)
			.add(millis(filter.from()))
			.add(millis(filter.to()))
			.add((priority != null) ? Integer.toString(priority.number()) : "")
			.add(orEmpty(filter.kind()))
			.add(orEmpty(filter.exceptKind()))
			.add(orEmpty(filter.scope()))
			.add(orEmpty(filter.cause()).toLowerCase(Locale.ROOT));
		filter.lanes().forEach(arguments::add);
		List<?> answer = this.scripts.list(RedisScript.LIST, arguments.toArray());
		List<Found> jobs = new ArrayList<>();
		for (int i = JOBS_FROM; i < answer.size(); i += VALUES_PER_JOB) {
			jobs.add(found(filter.state(), answer.subList(i, i + VALUES_PER_JOB)));
		}
		return new Part((Long) answer.get(0) == 1, new Position(number(answer.get(1)), text(answer.get(2))), jobs);
	}

	private Found found(JobState state, List<?> values) {
		String id = text(values.get(0));
		long score = number(values.get(1));
		Job job = RedisJob.job(id, (byte[]) values.get(2), number(values.get(3)), text(values.get(6)),
				this.properties.retry());
		Instant since = (state == JobState.WAITING) ? job.enqueuedAt() : Instant.ofEpochMilli(score);
		return new Found(new Position(score, id), new JobRecord(job, state, since, text(values.get(7)),
				number(values.get(4)), RedisJob.failures(text(values.get(5)))));
	}

	@Override
	public Breakdown breakdown(JobState state) {
		long total = 0;
		boolean exact = true;
		Map<String, Group> groups = new LinkedHashMap<>();
		for (List<?> answer : this.all.ask((partition) -> sample(partition.partition(), state)).values()) {
			long jobs = number(answer.get(0));
			long looked = number(answer.get(1));
			total += jobs;
			exact &= jobs <= SAMPLE;
			double share = (looked > 0 && jobs > SAMPLE) ? (double) jobs / looked : 1;
			for (int i = 2; i < answer.size(); i += 3) {
				groups.merge(text(answer.get(i)),
						group(text(answer.get(i)), Math.round(number(answer.get(i + 1)) * share),
								number(answer.get(i + 2))),
						(one, other) -> new Group(one.priority(), one.kind(), one.scopes(), one.jobs() + other.jobs(),
								one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest()));
			}
		}
		return new Breakdown(total, exact, List.copyOf(groups.values()));
	}

	private List<?> sample(Partition partition, JobState state) {
		return this.scripts.list(RedisScript.SAMPLE, new Arguments(partition).add(name(state)).add(SAMPLE).toArray());
	}

	private static Group group(String name, long jobs, long oldest) {
		String[] lines = name.split("\n", 3);
		List<String> scopes = Arrays.stream(lines[2].split(",")).filter((scope) -> !scope.isEmpty()).toList();
		return new Group(JobPriority.of(Integer.parseInt(lines[0])), lines[1], scopes, jobs,
				Instant.ofEpochMilli(oldest));
	}

	@Override
	public List<PartitionFigures> figures() {
		return this.all.ask(this::figures).values().stream().toList();
	}

	private PartitionFigures figures(PartitionScripts partition) {
		QueueCounts counts = partition.counts();
		List<?> answer = this.scripts.list(RedisScript.FIGURES,
				new Arguments(partition.partition()).add(3 * this.properties.lease().toMillis()).toArray());
		long kept = number(answer.get(3));
		Map<String, Instant> instances = new HashMap<>();
		for (int i = 6; i < answer.size(); i += 2) {
			instances.put(text(answer.get(i)), Instant.ofEpochMilli(number(answer.get(i + 1))));
		}
		return new PartitionFigures(partition.partition().index(), Instant.ofEpochMilli(number(answer.get(5))), counts,
				new Completed(number(answer.get(0)), number(answer.get(1)), number(answer.get(2)),
						(kept >= 0) ? Instant.ofEpochMilli(kept) : null),
				number(answer.get(4)),
				instances.entrySet()
					.stream()
					.map((instance) -> new LiveInstance(instance.getKey(), instance.getValue()))
					.sorted(Comparator.comparing(LiveInstance::name))
					.toList());
	}

	private static String name(JobState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

	private static String millis(@Nullable Instant time) {
		return (time != null) ? Long.toString(time.toEpochMilli()) : "";
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/** A job and its place. */
	private record Found(Position at, JobRecord job) {
	}

	/** What one partition has of a page. */
	private record Part(boolean last, Position seen, List<Found> jobs) {
	}

}
