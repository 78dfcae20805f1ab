package io.github.githubjirasync.queue;

/**
 * A worker's time-limited, fenced right to a job.
 *
 * @param job the job
 * @param token the fence: how often the job was leased; only the newest lease of a job
 * can settle it
 */
public record Lease(Job job, long token) {
}
