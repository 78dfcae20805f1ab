package io.github.githubjirasync.sync.plan;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Draft.Slot;

/**
 * State and status. Jira's side follows the category of the status; a twin is open when
 * it is made.
 */
final class StateField implements SyncedField {

	private static final Set<String> NOT_PLANNED = Set.of("won't do", "won't fix", "duplicate", "cannot reproduce",
			"declined", "incomplete", "not a bug");

	@Override
	public void plan(Situation situation, Draft draft) {
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.STATE), Field.OPEN);
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.STATE), Field.OPEN);
		String github = (situation.github() != null) ? state(situation.github().open()) : lastOnGitHub;
		String jira = (situation.jira() != null) ? state(!situation.jira().done()) : lastInJira;
		Merge merge = Merge.of(situation, situation.link().fields().state(), !github.equals(lastOnGitHub),
				!jira.equals(lastInJira), () -> github.equals(jira));
		if (merge.to() == Origin.JIRA) {
			boolean done = github.equals(Field.CLOSED);
			draft.status = new Call.StatusWish(
					done ? situation.link().jira().doneStatus() : situation.link().jira().openStatus(), done);
			draft.carry(Slot.JIRA_STATUS, new FieldResult(Field.STATE, merge.reason(), merge.to(),
					(situation.jira() != null) ? situation.jira().statusName() : jira, draft.status.describe(), null),
					new FieldState(github, github));
		}
		else if (merge.to() == Origin.GITHUB) {
			draft.open = jira.equals(Field.OPEN);
			draft.stateReason = draft.open ? "reopened" : stateReason(situation.inJira());
			draft.carry(Slot.GITHUB_FIELDS, new FieldResult(Field.STATE, merge.reason(), merge.to(), github,
					draft.open ? jira : jira + ": " + draft.stateReason, null), new FieldState(jira, jira));
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.STATE, merge.reason(), new FieldState(github, jira));
		}
		else {
			draft.leave(Field.STATE, merge.reason());
		}
	}

	private static String state(boolean open) {
		return open ? Field.OPEN : Field.CLOSED;
	}

	private static String stateReason(JiraIssueSnapshot issue) {
		String resolution = issue.resolution();
		return (resolution != null && NOT_PLANNED.contains(resolution.toLowerCase(Locale.ROOT))) ? "not_planned"
				: "completed";
	}

}
