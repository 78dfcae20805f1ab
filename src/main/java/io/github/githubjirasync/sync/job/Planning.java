package io.github.githubjirasync.sync.job;

import java.util.Objects;
import java.util.Optional;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.IssuePlanner;
import io.github.githubjirasync.sync.plan.Plan;
import io.github.githubjirasync.sync.plan.Situation;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan for a pair, and reads what has to be known for it. A plan without a call
 * costs no read. A side is written only by a plan that was made from what that side shows
 * now, so that nobody's change is overwritten unseen; and a snapshot that may be old is
 * read anew before anything follows from it.
 */
final class Planning {

	/** Both sides are read once each; a plan that then wants more is a flaw. */
	private static final int MOST_ROUNDS = 4;

	private final GitHubClient github;

	private final JiraClient jira;

	private final PeopleDirectory people;

	Planning(GitHubClient github, JiraClient jira, PeopleDirectory people) {
		this.github = github;
		this.jira = jira;
		this.people = people;
	}

	/**
	 * The plan that creates a twin.
	 * @param start the issue without a twin
	 * @return the plan, whose first call is the create
	 */
	Plan newTwin(Situation start) {
		Situation situation = start.withoutTwin();
		return IssuePlanner.plan(situation.withPeople(this.people.of(situation)));
	}

	/**
	 * Makes the plan for a pair.
	 * @param mapping the pair
	 * @param start what the delivery told
	 * @param newest whether the snapshot of the delivery is certainly the newest
	 * @return the plan; empty if the issue that changed can no longer be seen
	 */
	Optional<Planned> plan(IssueMapping mapping, Situation start, boolean newest) {
		Situation situation = start.withPeople(this.people.of(start))
			.withConversion(new Once(WithFiles.of(mapping.state(), start.conversion())));
		Plan plan = IssuePlanner.plan(situation);
		boolean githubRead = false;
		boolean jiraRead = false;
		boolean certain = newest;
		for (int round = 0; round < MOST_ROUNDS; round++) {
			boolean onGitHub = situation.origin() == Origin.GITHUB;
			// Not even that something is in step may follow from what may be old.
			boolean old = !certain && !(plan.isEmpty() && plan.inStep().isEmpty());
			boolean first = old && !(onGitHub ? githubRead : jiraRead);
			if (!githubRead && (first ? onGitHub : plan.writes(Origin.GITHUB) || plan.readGitHub())) {
				Optional<GitHubIssueSnapshot> now = onGitHub(mapping, situation);
				if (now.isEmpty()) {
					return Optional.empty();
				}
				situation = situation.withGitHub(now.get());
				githubRead = true;
				certain = certain || onGitHub;
			}
			else if (!jiraRead && (first ? !onGitHub : plan.writes(Origin.JIRA))) {
				Optional<JiraIssueSnapshot> now = inJira(mapping, situation);
				if (now.isEmpty()) {
					return Optional.empty();
				}
				situation = situation.withJira(now.get());
				jiraRead = true;
				certain = certain || !onGitHub;
			}
			else {
				return Optional.of(new Planned(situation.withConversion(start.conversion()), plan));
			}
			situation = situation.withPeople(this.people.of(situation));
			plan = IssuePlanner.plan(situation);
		}
		throw new IllegalStateException("The plan for mapping " + mapping.id() + " does not settle");
	}

	private Optional<GitHubIssueSnapshot> onGitHub(IssueMapping mapping, Situation situation) {
		boolean secret = situation.github() != null && situation.github().privateRepository();
		try {
			return Optional.of(Snapshots.of(this.github.issue(Objects.requireNonNull(mapping.github()).ref()), secret));
		}
		catch (UpstreamException.Gone ex) {
			if (situation.origin() == Origin.JIRA) {
				throw ex;
			}
			// Nothing else tells of an issue that went before its twin was made.
			@Nullable GitHubIssueSnapshot told = situation.github();
			return (mapping.state().jiraUpdatedAt() == null) ? Optional.ofNullable(told) : Optional.empty();
		}
	}

	private Optional<JiraIssueSnapshot> inJira(IssueMapping mapping, Situation situation) {
		long id = Objects.requireNonNull(mapping.jira()).issueId();
		if (situation.origin() == Origin.GITHUB) {
			return Optional.of(Snapshots.of(this.jira.issue(Long.toString(id))));
		}
		return visible(id);
	}

	/**
	 * What an issue in Jira is now.
	 * @return empty if it is gone, or we may not see it, or not everybody may
	 */
	Optional<JiraIssueSnapshot> visible(long issueId) {
		try {
			return Optional.of(Snapshots.of(this.jira.issue(Long.toString(issueId))))
				.filter((issue) -> !issue.secured());
		}
		catch (UpstreamException.Gone ex) {
			return Optional.empty();
		}
	}

	/**
	 * A plan and what it was made from.
	 *
	 * @param situation what was known in the end
	 * @param plan the plan
	 */
	record Planned(Situation situation, Plan plan) {
	}

}
