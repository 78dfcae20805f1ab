package io.github.githubjirasync.ops.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappingSearch;
import io.github.githubjirasync.queue.JobFilter;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobSearch;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.JobSubjects;
import io.github.githubjirasync.sync.Preview;
import org.jspecify.annotations.Nullable;

/**
 * Finds jobs and tells their lives.
 */
public final class JobDesk {

	/** The most jobs on a page. */
	public static final int MAX_LIMIT = JobSearch.MAX_LIMIT;

	/** In this order jobs of all states are listed: what goes on, then what is over. */
	private static final List<JobState> STATES = List.of(JobState.ACTIVE, JobState.WAITING, JobState.DELAYED,
			JobState.DEAD, JobState.COMPLETED);

	/** So long a page is filled; after that it is given as it is. */
	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private final JobSearch search;

	private final JobLookup lookup;

	private final JobSubjects subjects;

	private final IssueMappingSearch mappings;

	private final DryRun dryRun;

	private final AuditLog audit;

	JobDesk(JobSearch search, JobLookup lookup, JobSubjects subjects, IssueMappingSearch mappings, DryRun dryRun,
			AuditLog audit) {
		this.search = search;
		this.lookup = lookup;
		this.subjects = subjects;
		this.mappings = mappings;
		this.dryRun = dryRun;
		this.audit = audit;
	}

	/**
	 * Jobs: what goes on first, then what is over, that newest first.
	 * @param query which jobs
	 * @param after the cursor of the part before, or {@code null} to begin
	 * @param limit the most jobs, 1 to {@value #MAX_LIMIT}
	 * @return the jobs
	 */
	public Slice<JobLine> list(JobQuery query, @Nullable String after, int limit) {
		return list(query, null, after, limit);
	}

	/** The same, without jobs of a kind. */
	Slice<JobLine> list(JobQuery query, @Nullable String exceptKind, @Nullable String after, int limit) {
		checkLimit(limit);
		Cursor cursor = Cursor.read(after, (query.state() != null) ? List.of(query.state()) : STATES);
		Set<String> lanes = lanes(query);
		Predicate<JobRecord> about = lanes.isEmpty() ? about(query) : (job) -> true;
		List<JobRecord> jobs = new ArrayList<>();
		boolean whole = true;
		long deadline = System.nanoTime() + PATIENCE;
		while (cursor != null && jobs.size() < limit && System.nanoTime() < deadline) {
			JobState state = cursor.state();
			JobFilter filter = JobFilter.of(state)
				.within(query.from(), query.to())
				.withPriority(query.priority())
				.withKind(query.kind(), exceptKind)
				.withScope((query.link() != null) ? "link:" + query.link() : null)
				.withCause(query.cause())
				.withLanes(lanes);
			boolean newestFirst = state == JobState.DEAD || state == JobState.COMPLETED;
			JobSearch.Page page = page(filter, newestFirst, cursor.inner(), limit - jobs.size());
			page.jobs().stream().filter(about).forEach(jobs::add);
			whole &= page.whole();
			cursor = cursor.then(page.next());
		}
		return new Slice<>(jobs.stream().map(this::line).toList(), (cursor != null) ? cursor.text() : null, whole);
	}

	private JobSearch.Page page(JobFilter filter, boolean newestFirst, @Nullable String after, int limit) {
		try {
			return this.search.list(filter, newestFirst, after, limit);
		}
		catch (IllegalArgumentException ex) {
			throw DeskException.invalid(String.valueOf(ex.getMessage()));
		}
	}

	static void checkLimit(int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw DeskException.invalid("limit is between 1 and " + MAX_LIMIT + ", got " + limit);
		}
	}

	/**
	 * Jobs of a pair are in its lanes. Of pairs whose issues had the same name, such as
	 * in a repository that was made anew, the newest count.
	 */
	private Set<String> lanes(JobQuery query) {
		List<IssueMapping> pairs = new ArrayList<>();
		if (query.github() != null) {
			pairs.addAll(this.mappings.findByRef(query.github()));
		}
		if (query.jira() != null) {
			pairs.addAll(this.mappings.findByKey(query.jira()));
		}
		return pairs.stream()
			.sorted(Comparator.comparingLong(IssueMapping::id).reversed())
			.flatMap((pair) -> this.subjects.lanes(pair).stream())
			.distinct()
			.limit(JobFilter.MOST_LANES)
			.collect(Collectors.toSet());
	}

	/** Of an issue without a mapping each job has to be looked into. */
	private Predicate<JobRecord> about(JobQuery query) {
		if (query.github() == null && query.jira() == null) {
			return (job) -> true;
		}
		return (job) -> this.subjects.of(job.job().kind(), job.job().payload())
			.filter((subject) -> (query.github() != null && query.github().toString().equals(subject.github()))
					|| (query.jira() != null && query.jira().value().equals(subject.jira())))
			.isPresent();
	}

	private JobLine line(JobRecord job) {
		return JobLine.of(job, this.subjects.of(job.job().kind(), job.job().payload()));
	}

	/**
	 * All that is known of a job.
	 * @param jobId its id
	 * @return the job
	 * @throws DeskException if there is none
	 */
	public JobDetail show(String jobId) {
		return detail(find(jobId));
	}

	/**
	 * All that is known of the job that stands for a delivery.
	 * @param deliveryId the delivery's id
	 * @return the job; empty if that delivery made none, or it is not kept any more
	 */
	public Optional<JobDetail> ofDelivery(String deliveryId) {
		return this.lookup.findByDelivery(deliveryId).map(this::detail);
	}

	/**
	 * What a job would do if it ran now. Reads both upstreams.
	 * @param jobId its id
	 * @return the preview
	 * @throws DeskException if there is no such job
	 */
	public Preview preview(String jobId) {
		JobRecord job = find(jobId);
		return this.dryRun.ofJob(job.job().kind(), job.job().payload());
	}

	private JobRecord find(String jobId) {
		return this.lookup.find(jobId)
			.orElseThrow(() -> DeskException.notFound("There is no job '" + jobId + "'; it may not be kept any more."));
	}

	private JobDetail detail(JobRecord found) {
		List<AuditLog.Entry> deeds = this.audit.list(AuditLog.Query.of("job:" + found.job().id()), null, 100).items();
		return new JobDetail(line(found), found.job().deliveries(), found.crashes(), JobHistory.of(found, deeds),
				found.job().payload());
	}

	/** Where a list goes on: in which of its states, and where in that. */
	private record Cursor(List<JobState> states, int index, @Nullable String inner) {

		private JobState state() {
			return this.states.get(this.index);
		}

		private @Nullable Cursor then(@Nullable String next) {
			if (next != null) {
				return new Cursor(this.states, this.index, next);
			}
			return (this.index + 1 < this.states.size()) ? new Cursor(this.states, this.index + 1, null) : null;
		}

		private String text() {
			return state().ordinal() + "." + ((this.inner != null) ? this.inner : "");
		}

		private static Cursor read(@Nullable String text, List<JobState> states) {
			if (text == null) {
				return new Cursor(states, 0, null);
			}
			int ordinal = (text.length() > 1 && text.charAt(1) == '.') ? text.charAt(0) - '0' : -1;
			int index = (ordinal >= 0 && ordinal < STATES.size()) ? states.indexOf(JobState.values()[ordinal]) : -1;
			if (index < 0) {
				throw DeskException.invalid("The cursor is none of this list; take it from 'next' of the page before");
			}
			return new Cursor(states, index, (text.length() > 2) ? text.substring(2) : null);
		}

	}

}
