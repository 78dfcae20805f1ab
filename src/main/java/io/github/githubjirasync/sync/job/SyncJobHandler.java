package io.github.githubjirasync.sync.job;

import java.util.Optional;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamCaller;
import io.github.githubjirasync.upstream.Upstreams;

/**
 * Runs a job: finds its link, hands the change to the part that applies it, and turns a
 * failure into an outcome.
 */
final class SyncJobHandler implements JobHandler {

	private final Links links;

	private final Lanes lanes;

	private final GitHubIssueSync githubIssues;

	private final JiraIssueSync jiraIssues;

	private final GitHubCommentSync githubComments;

	private final JiraCommentSync jiraComments;

	private final Sides sides;

	private final Outcomes outcomes;

	private final Upstreams upstreams;

	private final SyncLag lag;

	SyncJobHandler(Links links, Lanes lanes, GitHubIssueSync githubIssues, JiraIssueSync jiraIssues,
			GitHubCommentSync githubComments, JiraCommentSync jiraComments, Sides sides, Outcomes outcomes,
			Upstreams upstreams, SyncLag lag) {
		this.links = links;
		this.lanes = lanes;
		this.githubIssues = githubIssues;
		this.jiraIssues = jiraIssues;
		this.githubComments = githubComments;
		this.jiraComments = jiraComments;
		this.sides = sides;
		this.outcomes = outcomes;
		this.upstreams = upstreams;
		this.lag = lag;
	}

	@Override
	public JobOutcome handle(Job job) {
		try (UpstreamCaller caller = UpstreamCaller.enter(job.id())) {
			SyncJob sync = SyncJob.read(job.kind(), job.payload());
			JobOutcome outcome = run(job, sync);
			this.lag.note(sync.change(), outcome);
			return outcome;
		}
		catch (NewerJobException ex) {
			return this.outcomes.newer(ex, job.enqueuedAt());
		}
		catch (RuntimeException ex) {
			return this.outcomes.of(ex);
		}
	}

	private JobOutcome run(Job job, SyncJob sync) {
		Link link = this.links.named(sync.link())
			.orElseThrow(() -> new UnreadableJobException("The link '" + sync.link() + "' is not configured", null));
		String lane = this.lanes.of(sync.change());
		if (!lane.equals(job.lane())) {
			return new JobOutcome.Move(lane);
		}
		this.upstreams.require((sync.change().origin() == Origin.GITHUB) ? Upstream.JIRA : Upstream.GITHUB);
		Optional<JobOutcome> beside = this.sides.before(sync.change(), link);
		if (beside.isPresent()) {
			return beside.get();
		}
		if (sync.change() instanceof GitHubIssueChanged change) {
			return this.githubIssues.apply(change, link, job.deliveries().size() <= 1);
		}
		if (sync.change() instanceof JiraIssueChanged change) {
			return this.sides.after(this.jiraIssues.apply(change, link), change, link);
		}
		if (sync.change() instanceof GitHubCommentChanged change && !link.filter().admits(change.issue())) {
			return Filtered.LEFT;
		}
		if (sync.change() instanceof GitHubCommentChanged change) {
			return this.githubComments.apply(change, link);
		}
		return this.jiraComments.apply((JiraCommentChanged) sync.change(), link);
	}

}
