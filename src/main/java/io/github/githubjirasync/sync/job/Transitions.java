package io.github.githubjirasync.sync.job;

import java.util.List;
import java.util.Optional;

import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.plan.Call.StatusWish;
import io.github.githubjirasync.sync.plan.TransitionScreen;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Moves Jira issues to a status by whichever transition leads there, and fills its screen
 * as the rules say.
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
	 * @throws UpstreamException.Rejected if no transition leads there, or one asks for
	 * what no rule tells; the message names those that there are, and what they ask for
	 */
	void make(JiraSide side, JiraIssueSnapshot now, StatusWish wish) {
		Found found = find(now, wish);
		JiraTransition way = found.way()
			.orElseThrow(() -> rejected("Jira " + side.key() + " has no transition from '" + now.statusName() + "' to "
					+ wish.describe() + "; it offers "
					+ found.offered().stream().map((offer) -> offer.name() + " → " + offer.toStatusName()).toList()));
		take(side, way, wish);
	}

	/**
	 * Finds the transition that leads where an issue shall go.
	 * @param now what it is now
	 * @param wish where it shall go
	 * @return the transition, if there is one, and those that there are
	 */
	Found find(JiraIssueSnapshot now, StatusWish wish) {
		List<JiraTransition> known = this.jira.transitions(now.id(),
				List.of(now.key().projectKey(), now.issueType(), now.statusName()));
		Optional<JiraTransition> way = TransitionScreen.way(known, wish);
		if (way.isPresent() && TransitionScreen.of(way.get(), wish).missing().isEmpty()) {
			return new Found(way, known);
		}
		// What is remembered of another issue may lack it, or ask for more.
		List<JiraTransition> offered = this.jira.transitions(now.id());
		return new Found(TransitionScreen.way(offered, wish), offered);
	}

	/**
	 * Takes a transition.
	 * @param side the issue
	 * @param transition the transition
	 * @param wish what its screen is filled with
	 * @throws UpstreamException.Rejected if it asks for what no rule tells
	 */
	void take(JiraSide side, JiraTransition transition, StatusWish wish) {
		TransitionScreen screen = TransitionScreen.of(transition, wish);
		if (!screen.missing().isEmpty()) {
			throw rejected("Jira " + side.key() + " cannot take the transition '" + transition.name() + "' to '"
					+ transition.toStatusName() + "': it asks for " + String.join(", ", screen.missing())
					+ "; set fields.state.resolutions or fields.state.transition-fields of the link");
		}
		this.jira.transition(side.issueId(), transition.id(), screen.values());
	}

	private static UpstreamException rejected(String message) {
		return new UpstreamException.Rejected(Upstream.JIRA, 400, message);
	}

	/**
	 * What an issue's workflow offers.
	 *
	 * @param way the transition that leads where it shall go
	 * @param offered those that there are
	 */
	record Found(Optional<JiraTransition> way, List<JiraTransition> offered) {
	}

}
