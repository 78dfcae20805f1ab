package io.github.githubjirasync.ops.desk;

import java.util.Map;

import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.sync.JobSubjects;
import io.github.githubjirasync.sync.Preview;
import org.jspecify.annotations.Nullable;

/**
 * Shows dead letters, newest first, and replays or discards them one by one. Deliveries
 * that could not be read are kept apart: they cannot be run.
 */
public final class DeadLetterDesk {

	private final DeadLetters deadLetters;

	private final JobDesk jobs;

	private final AuditLog audit;

	DeadLetterDesk(DeadLetters deadLetters, JobDesk jobs, AuditLog audit) {
		this.deadLetters = deadLetters;
		this.jobs = jobs;
		this.audit = audit;
	}

	/**
	 * Dead letters that can be replayed.
	 * @param query which; its state is not asked for
	 * @param after the cursor of the part before, or {@code null} to begin
	 * @param limit the most, 1 to {@value JobDesk#MAX_LIMIT}
	 * @return the dead letters
	 */
	public Slice<JobLine> list(JobQuery query, @Nullable String after, int limit) {
		return this.jobs.list(query.in(JobState.DEAD), JobSubjects.UNREADABLE, after, limit);
	}

	/**
	 * Deliveries that could not be read.
	 * @param query which; neither its state nor its kind are asked for
	 * @param after the cursor of the part before, or {@code null} to begin
	 * @param limit the most, 1 to {@value JobDesk#MAX_LIMIT}
	 * @return the deliveries
	 */
	public Slice<JobLine> quarantine(JobQuery query, @Nullable String after, int limit) {
		return this.jobs.list(query.in(JobState.DEAD).ofKind(JobSubjects.UNREADABLE), after, limit);
	}

	/**
	 * One dead letter, also an unreadable one.
	 * @param jobId the id of its job
	 * @return all that is known of it
	 * @throws DeskException if that job is none
	 */
	public JobDetail show(String jobId) {
		find(jobId);
		return this.jobs.show(jobId);
	}

	/**
	 * What a replay would do now. Reads both upstreams.
	 * @param jobId the id of its job
	 * @return the preview
	 * @throws DeskException if that job is no dead letter
	 */
	public Preview preview(String jobId) {
		find(jobId);
		return this.jobs.preview(jobId);
	}

	/**
	 * Lets one run again.
	 * @param jobId the id of its job
	 * @param who who wants it
	 * @throws DeskException if that job is no dead letter, or unreadable
	 */
	public void replay(String jobId, String who) {
		if (find(jobId).job().kind().equals(JobSubjects.UNREADABLE)) {
			throw DeskException.conflict("The delivery could not be read, so it cannot be run; have it delivered again "
					+ "after an update.");
		}
		this.audit.record(who, "replay", "job:" + jobId, Map.of());
		if (!this.deadLetters.replay(jobId)) {
			throw none(jobId);
		}
	}

	/**
	 * Removes one for good.
	 * @param jobId the id of its job
	 * @param who who wants it
	 * @throws DeskException if that job is no dead letter
	 */
	public void discard(String jobId, String who) {
		DeadLetter letter = find(jobId);
		this.audit.record(who, "discard", "job:" + jobId, Map.of("kind", letter.job().kind(), "lane",
				letter.job().lane(), "deliveries", letter.job().deliveries()));
		if (!this.deadLetters.discard(jobId)) {
			throw none(jobId);
		}
	}

	private DeadLetter find(String jobId) {
		return this.deadLetters.find(jobId).orElseThrow(() -> none(jobId));
	}

	private static DeskException none(String jobId) {
		return DeskException
			.notFound("There is no dead letter '" + jobId + "'; it may have been replayed or discarded already.");
	}

}
