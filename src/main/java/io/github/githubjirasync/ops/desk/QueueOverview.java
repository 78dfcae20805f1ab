package io.github.githubjirasync.ops.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.queue.QueueCounts;
import org.jspecify.annotations.Nullable;

/**
 * The queue at one moment.
 *
 * @param counts its jobs by state
 * @param oldestWaiting how long the job that is next by priority and age has waited
 * @param throughput what was done lately
 * @param partitions its partitions that answer
 * @param instances the instances that live
 * @param holds what is held back
 * @param whole whether all partitions answer
 */
public record QueueOverview(Counts counts, Duration oldestWaiting, Throughput throughput,
		List<PartitionView> partitions, List<InstanceView> instances, List<Hold> holds, boolean whole) {

	/**
	 * Jobs by state.
	 *
	 * @param waiting jobs that wait
	 * @param delayed jobs that wait for a time
	 * @param active jobs that a worker holds
	 * @param completed jobs that are done and still kept
	 * @param dead dead letters
	 */
	public record Counts(long waiting, long delayed, long active, long completed, long dead) {

		static Counts of(QueueCounts counts) {
			return new Counts(counts.waiting(), counts.delayed(), counts.active(), counts.completed(), counts.dead());
		}

	}

	/**
	 * What was done lately, as far as completed jobs are kept.
	 *
	 * @param completedLastMinute jobs completed within the last minute
	 * @param completedLastFiveMinutes within the last five
	 * @param completedLastHour within the last hour
	 * @param diedLastHour jobs that died within the last hour and are still dead
	 * @param keptSince since when completed jobs are kept; what was before is not counted
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Throughput(long completedLastMinute, long completedLastFiveMinutes, long completedLastHour,
			long diedLastHour, @Nullable Instant keptSince) {
	}

	/**
	 * One partition.
	 *
	 * @param partition its number
	 * @param counts its jobs by state
	 * @param oldestWaiting how long its next job has waited
	 */
	public record PartitionView(int partition, Counts counts, Duration oldestWaiting) {
	}

	/**
	 * An instance.
	 *
	 * @param name its name
	 * @param seenAt its last sign of life
	 */
	public record InstanceView(String name, Instant seenAt) {
	}

	/**
	 * Something that is held back.
	 *
	 * @param scope what: {@code *} for everything, {@code link:<name>},
	 * {@code upstream:github} or {@code upstream:jira}
	 * @param until until when; {@code null} if only an operator ends it
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Hold(String scope, @Nullable Instant until) {
	}

}
