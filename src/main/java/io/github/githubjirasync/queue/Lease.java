package io.github.githubjirasync.queue;

/**
 * A worker's time-limited, fenced right to a job.
 *
 * @param job the job
 * @param token the fence: grows with each lease of the job; only the newest lease can
 * settle it
 */
public record Lease(Job job, long token) {

	/** Of what makes it unique, which is much shorter than the payload. */
	@Override
	public int hashCode() {
		return 31 * this.job.id().hashCode() + Long.hashCode(this.token);
	}

}
