package io.github.githubjirasync.ops.desk;

import java.time.Instant;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobState;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are listed: those for which everything holds that is not {@code null}.
 *
 * @param state their state
 * @param link the name of their link
 * @param kind their kind
 * @param priority their priority
 * @param github the issue on GitHub that they are about
 * @param jira the issue in Jira that they are about
 * @param cause a part of the text of their latest failure
 * @param from the earliest time of their state: of enqueue for waiting ones, of
 * completion or of death for those, else when it ends
 * @param to the time before which that must be
 */
public record JobQuery(@Nullable JobState state, @Nullable String link, @Nullable String kind,
		@Nullable JobPriority priority, @Nullable GitHubIssueRef github, @Nullable JiraIssueKey jira,
		@Nullable String cause, @Nullable Instant from, @Nullable Instant to) {

	/** All jobs. */
	public static final JobQuery ALL = new JobQuery(null, null, null, null, null, null, null, null, null);

	/**
	 * The same for one state.
	 * @param wanted the state
	 * @return the query
	 */
	public JobQuery in(JobState wanted) {
		return new JobQuery(wanted, this.link, this.kind, this.priority, this.github, this.jira, this.cause, this.from,
				this.to);
	}

	/**
	 * The same for one kind.
	 * @param wanted the kind
	 * @return the query
	 */
	public JobQuery ofKind(String wanted) {
		return new JobQuery(this.state, this.link, wanted, this.priority, this.github, this.jira, this.cause, this.from,
				this.to);
	}

}
