package io.github.githubjirasync.queue;

/**
 * The end of a lease: what became of the attempt, or that the job is given back untried.
 *
 * @param lease the lease
 * @param outcome what became of the attempt
 */
public record Settlement(Lease lease, JobOutcome outcome) {
}
