package io.github.githubjirasync.queue;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lists and counts jobs for people. No call looks at more than some hundred jobs of a
 * partition, however many there are, so that none holds up the queue. Every method throws
 * {@link QueueUnavailableException} when the store is away; a partition that alone does
 * not answer is left out. Safe for use by many threads.
 */
public interface JobSearch {

	/** The most jobs on a page. */
	int MAX_LIMIT = 200;

	/**
	 * A page of jobs by the time of their state: of waiting ones those first that are
	 * taken first, and those that wait behind another of their lane last. The cursor
	 * stays valid whatever happens to the jobs.
	 * @param filter which jobs
	 * @param newestFirst whether the latest time is first
	 * @param after the cursor of the page before, or {@code null} to begin
	 * @param limit the most jobs on the page, 1 to {@value #MAX_LIMIT}
	 * @return the page; with few matches it may hold less than it could, even nothing,
	 * although there is a next one
	 * @throws IllegalArgumentException if the cursor is none
	 */
	Page list(JobFilter filter, boolean newestFirst, @Nullable String after, int limit);

	/**
	 * What the jobs of a state are: exact where a partition has at most 1,000 of them,
	 * else estimated from as many, evenly spread.
	 * @param state the state
	 * @return the groups
	 */
	Breakdown breakdown(JobState state);

	/**
	 * Figures of each partition.
	 * @return one for each that answers, in their order
	 */
	List<PartitionFigures> figures();

	/**
	 * A part of a list.
	 *
	 * @param jobs the jobs
	 * @param next the cursor of the next page, or {@code null} if this is the last
	 * @param whole whether all partitions have answered
	 */
	record Page(List<JobRecord> jobs, @Nullable String next, boolean whole) {

		public Page {
			jobs = List.copyOf(jobs);
		}

	}

	/**
	 * What jobs are.
	 *
	 * @param total how many there are
	 * @param exact whether each was looked at
	 * @param groups jobs that are alike
	 */
	record Breakdown(long total, boolean exact, List<Group> groups) {

		public Breakdown {
			groups = List.copyOf(groups);
		}

	}

	/**
	 * Jobs that are alike.
	 *
	 * @param priority their priority
	 * @param kind their kind
	 * @param scopes their scopes
	 * @param jobs how many there are
	 * @param oldest when the oldest of them was enqueued
	 */
	record Group(JobPriority priority, String kind, List<String> scopes, long jobs, Instant oldest) {

		public Group {
			scopes = List.copyOf(scopes);
		}

	}

	/**
	 * Figures of a partition.
	 *
	 * @param partition its number
	 * @param at the time by its clock
	 * @param counts its jobs by state
	 * @param completed how many jobs were completed lately
	 * @param died how many died within the last hour and are still dead
	 * @param instances the instances that have shown that they live
	 */
	record PartitionFigures(int partition, Instant at, QueueCounts counts, Completed completed, long died,
			List<LiveInstance> instances) {

		public PartitionFigures {
			instances = List.copyOf(instances);
		}

	}

	/**
	 * Jobs that were completed lately, as far as they are kept.
	 *
	 * @param lastMinute within the last minute
	 * @param lastFiveMinutes within the last five minutes
	 * @param lastHour within the last hour
	 * @param keptSince when the oldest one that is kept was completed; what was before is
	 * not counted. {@code null} if none is kept
	 */
	record Completed(long lastMinute, long lastFiveMinutes, long lastHour, @Nullable Instant keptSince) {
	}

	/**
	 * An instance that lives.
	 *
	 * @param name its name
	 * @param seenAt its last sign of life
	 */
	record LiveInstance(String name, Instant seenAt) {
	}

}
