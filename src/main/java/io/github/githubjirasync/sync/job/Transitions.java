package io.github.githubjirasync.sync.job;

import java.util.List;
import java.util.Optional;

import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.plan.Call.StatusWish;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Moves Jira issues to a status by whichever transition leads there.
 */
final class Transitions {

	private final JiraClient jira;

	Transitions(JiraClient jira) {
		this.jira = jira;
	}

	/**
	 * Moves an issue.
	 * @param side the issue
	 * @param now what it is now
	 * @param wish where it shall go
	 * @throws UpstreamException.Rejected if no transition leads there; the message names
	 * those that there are
	 */
	void make(JiraSide side, JiraIssueSnapshot now, StatusWish wish) {
		List<String> workflow = List.of(now.key().projectKey(), now.issueType(), now.statusName());
		Optional<JiraTransition> known = find(this.jira.transitions(side.issueId(), workflow), wish);
		if (known.isPresent()) {
			this.jira.transition(side.issueId(), known.get().id());
			return;
		}
		// What is remembered of another issue may lack it.
		List<JiraTransition> possible = this.jira.transitions(side.issueId());
		JiraTransition transition = find(possible, wish).orElseThrow(() -> new UpstreamException.Rejected(Upstream.JIRA,
				400, "Jira " + side.key() + " has no transition from '" + now.statusName() + "' to " + wish.describe()
						+ "; it offers " + possible.stream().map(JiraTransition::toStatusName).toList()));
		this.jira.transition(side.issueId(), transition.id());
	}

	private static Optional<JiraTransition> find(List<JiraTransition> possible, StatusWish wish) {
		return possible.stream()
			.filter((candidate) -> (wish.status() != null) ? candidate.toStatusName().equalsIgnoreCase(wish.status())
					: candidate.toDone() == wish.done())
			.findFirst();
	}

}
