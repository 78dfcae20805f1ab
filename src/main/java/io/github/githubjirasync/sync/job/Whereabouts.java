package io.github.githubjirasync.sync.job;

import java.util.Optional;

import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;

/**
 * Follows Jira issues that are moved to other projects. To a project with a link the pair
 * goes on under the new key. In any other the pair rests: nothing of it is synced either
 * way until the issue is moved back, since the other project may be one for few.
 */
final class Whereabouts {

	private static final JobOutcome RESTS = new JobOutcome.Ignored(
			"its Jira twin was moved to a project without a link");

	private final IssueMappings mappings;

	private final Links links;

	Whereabouts(IssueMappings mappings, Links links) {
		this.mappings = mappings;
		this.links = links;
	}

	/**
	 * The link of a pair whose Jira issue was moved to a project without a link, so that
	 * the move can be noted.
	 * @param change a change of a Jira issue
	 * @return the link of the pair; empty if it was not moved, or is in no pair
	 */
	Optional<Link> ofMoved(JiraIssueChanged change) {
		if (change.kind() != Change.Kind.UPDATED || !change.changedFields().contains("Key")) {
			return Optional.empty();
		}
		return this.mappings.findByJiraIssue(change.issue().id())
			.flatMap((mapping) -> this.links.named(mapping.link()));
	}

	/**
	 * Notes a move to a project without a link.
	 * @param issue the issue as a delivery tells it
	 * @return what became of it; empty if its project has a link
	 */
	Optional<JobOutcome> moved(JiraIssueSnapshot issue) {
		if (!isAway(issue.key())) {
			return Optional.empty();
		}
		Optional<IssueMapping> mapping = this.mappings.loadByJiraIssue(issue.id());
		if (mapping.isEmpty()) {
			return Optional.of(new JobOutcome.Ignored("moved to a project without a link before it was synced"));
		}
		IssueMapping pair = mapping.get();
		JiraIssueKey before = (pair.jira() != null) ? pair.jira().key() : issue.key();
		this.mappings
			.save(new IssueMapping(pair.id(), pair.link(), pair.github(), new JiraSide(issue.id(), issue.key()),
					pair.state(), pair.createdAt(), pair.updatedAt(), pair.syncVersion()));
		return Optional.of(new JobOutcome.Done(before + " is " + issue.key()
				+ " now, in a project without a link; the pair rests until it is moved back"));
	}

	/**
	 * Whether a pair rests, seen from GitHub.
	 * @param githubIssueId the GitHub issue
	 * @return what becomes of its changes; empty if it does not rest
	 */
	Optional<JobOutcome> rests(long githubIssueId) {
		return this.mappings.findByGitHubIssue(githubIssueId)
			.map(IssueMapping::jira)
			.filter((side) -> isAway(side.key()))
			.map((side) -> RESTS);
	}

	/** Whether an issue is in a project without a link. */
	boolean isAway(JiraIssueKey key) {
		return this.links.ofProject(key.projectKey()).isEmpty();
	}

}
