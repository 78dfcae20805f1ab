package io.github.githubjirasync.queue;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the queue treats its jobs. All instances must agree on these values.
 *
 * @param partitions number of partitions, 1 to 64; on a Redis Cluster at least as many as
 * masters, elsewhere 1. Must not be changed while jobs wait
 * @param lease how long a worker holds a job without a sign of life, 1 s or more
 * @param ratePerSecond how many jobs start in a second, over all instances; 0 is no limit
 * @param rateBurst how many of them may start at once, 1 or more
 * @param maxOvertake how long a job may be overtaken by jobs of a higher priority
 * @param attempts how often a job is attempted
 * @param backoff the delays between attempts
 * @param maxCrashes how often a job's lease may expire before it becomes a dead letter
 * @param capacityPerInstance how many jobs may wait for each live instance; beyond it
 * deliveries are refused
 * @param completedKept how many completed jobs are kept
 * @param completedAge how long a completed job is kept
 * @param seenAge how long a delivery is recognised after its job was forgotten
 */
@Validated
@ConfigurationProperties("github-jira-sync.queue")
public record QueueProperties(@DefaultValue("1") @Min(1) @Max(64) int partitions,
		@DefaultValue("10s") @NotNull Duration lease, @DefaultValue("100") @Min(0) @Max(100_000) int ratePerSecond,
		@DefaultValue("3") @Min(1) int rateBurst, @DefaultValue("60s") @NotNull Duration maxOvertake,
		@DefaultValue("3") @Min(1) @Max(100) int attempts, @DefaultValue @NotNull BackoffProperties backoff,
		@DefaultValue("3") @Min(1) int maxCrashes, @DefaultValue("10000") @Min(1) int capacityPerInstance,
		@DefaultValue("10000") @Min(0) int completedKept, @DefaultValue("24h") @NotNull Duration completedAge,
		@DefaultValue("3d") @NotNull Duration seenAge) {

	/**
	 * Two jobs' times of enqueue may be 10 ms off each, and are told in milliseconds.
	 */
	private static final Duration TIMES_OFF = Duration.ofMillis(25);

	public QueueProperties {
		if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("github-jira-sync.queue.lease must be 1s or more, got " + lease);
		}
	}

	/**
	 * The delays between attempts: {@code base}, twice that, four times that …
	 *
	 * @param base the delay after the first failure
	 * @param cap the longest delay
	 * @param jitter the share by which each delay is longer or shorter, 0 to 1
	 */
	public record BackoffProperties(@DefaultValue("2s") Duration base, @DefaultValue("10m") Duration cap,
			@DefaultValue("0.1") double jitter) {
	}

	/**
	 * The rules for jobs that bring none of their own.
	 * @return the retry policy
	 */
	public RetryPolicy retry() {
		return new RetryPolicy(this.attempts,
				new Backoff(this.backoff.base(), this.backoff.cap(), this.backoff.jitter()));
	}

	/**
	 * What a priority adds to a job's time of enqueue when its place is chosen: nothing
	 * for the highest, all of {@code max-overtake} for the lowest but for what times of
	 * enqueue may be off, half of that for the one between. So a job is overtaken only by
	 * jobs that came at most {@code max-overtake} later.
	 * @param priority the priority
	 * @return the offset in microseconds
	 */
	public long offsetMicros(JobPriority priority) {
		long most = Math.max(0, this.maxOvertake.minus(TIMES_OFF).toMillis());
		return most * 500 * (priority.number() - 1);
	}

}
