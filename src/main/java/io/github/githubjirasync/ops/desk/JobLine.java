package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.sync.JobSubjects.JobSubject;
import org.jspecify.annotations.Nullable;

/**
 * A job as a line of a list.
 *
 * @param id its id
 * @param state its state
 * @param since the time of its state: of enqueue (waiting), when it is due (delayed; none
 * while it is paused), when its lease expires (active), of completion, of death
 * @param kind what it is
 * @param priority 1, 2 or 3
 * @param link the name of its link
 * @param event what happened, in its sender's words
 * @param github the issue on GitHub that changed
 * @param jira the issue in Jira that changed
 * @param actor who changed it
 * @param lane its lane
 * @param deliveries for how many deliveries it stands
 * @param attempts how many attempts have ended in failure
 * @param maxAttempts how many it has
 * @param enqueuedAt when it was enqueued
 * @param outcome what came of it, or why it is delayed
 * @param cause why its latest attempt failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobLine(String id, JobState state, @Nullable Instant since, String kind, int priority,
		@Nullable String link, @Nullable String event, @Nullable String github, @Nullable String jira,
		@Nullable String actor, String lane, int deliveries, int attempts, int maxAttempts, Instant enqueuedAt,
		@Nullable String outcome, @Nullable String cause) {

	static JobLine of(JobRecord found, Optional<JobSubject> subject) {
		Job job = found.job();
		String cause = found.failures().isEmpty() ? null : found.failures().get(found.failures().size() - 1).cause();
		return new JobLine(job.id(), found.state(), found.since().equals(QueueControl.NEVER) ? null : found.since(),
				job.kind(), job.priority().number(), subject.map(JobSubject::link).orElse(null),
				subject.map(JobSubject::event).orElse(null), subject.map(JobSubject::github).orElse(null),
				subject.map(JobSubject::jira).orElse(null), subject.map(JobSubject::actor).orElse(null), job.lane(),
				job.deliveries().size(), job.attempt() - 1, job.retry().attempts(), job.enqueuedAt(),
				found.outcome().isEmpty() ? null : found.outcome(), cause);
	}

}
