package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.NewJob;

/**
 * What a job of these tests does: takes some time, and fails a few times before it
 * succeeds.
 *
 * @param key the producer's name for it, unique and one word; also its delivery id, so
 * that it can be enqueued again after a lost answer
 * @param millis how long an attempt takes
 * @param failures how many attempts fail; less than 0 for one that ends its worker
 */
record Work(String key, long millis, int failures) {

	private static final int POISON = -1;

	static Work of(String key, Duration time) {
		return new Work(key, time.toMillis(), 0);
	}

	/** A job that ends the process of its worker at once. */
	static Work poison(String key) {
		return new Work(key, 0, POISON);
	}

	boolean isPoison() {
		return this.failures == POISON;
	}

	static Work parse(Job job) {
		String[] words = job.payload().split(" ");
		return new Work(words[0], Long.parseLong(words[1]), Integer.parseInt(words[2]));
	}

	/**
	 * The job, of normal priority and in a lane of its own.
	 * @return the job
	 */
	NewJob toJob() {
		return toJob(JobPriority.NORMAL, "");
	}

	/**
	 * The job, in a lane of its own.
	 * @param priority its priority
	 * @param ballast text that does nothing but take up room
	 * @return the job
	 */
	NewJob toJob(JobPriority priority, String ballast) {
		return new NewJob(this.key, "fault", priority,
				this.key + " " + this.millis + " " + this.failures + " " + ballast, null, List.of(), this.key, null);
	}

}
