package io.github.githubjirasync.sync.plan;

import java.util.Locale;
import java.util.Objects;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Standing;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * State and status, with the reason of closing and the resolution. A twin is open when it
 * is made. In Jira the reason alone changes nothing on GitHub unless somebody's change
 * names it, since workflows set resolutions of their own.
 */
final class StateField implements SyncedField {

	@Override
	public void plan(Situation situation, Draft draft) {
		Statuses statuses = new Statuses(situation.link());
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.STATE), Field.OPEN);
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.STATE), Field.OPEN);
		Standing github = (situation.github() != null)
				? Statuses.of(situation.github().open(), situation.github().stateReason()) : standing(lastOnGitHub);
		Standing jira = (situation.jira() != null) ? statuses.of(situation.jira()) : standing(lastInJira);
		boolean githubChanged = !written(github).equals(lastOnGitHub);
		boolean jiraChanged = jira.open() != standing(lastInJira).open()
				|| (!written(jira).equals(lastInJira) && situation.namesReason());
		Merge merge = Merge.of(situation, situation.link().fields().state(), githubChanged, jiraChanged,
				() -> agree(statuses, situation, github, jira));
		FieldState asIs = new FieldState(written(github), written(jira));
		if (merge.to() == Origin.JIRA) {
			draft.status = statuses.wish(github, !standing(lastOnGitHub).open());
			draft.carry(Slot.JIRA_STATUS,
					new FieldResult(Field.STATE, merge.reason(), merge.to(),
							(situation.jira() != null) ? situation.jira().statusName() : written(jira),
							draft.status.describe(), null),
					new FieldState(written(github), written(github)), asIs);
		}
		else if (merge.to() == Origin.GITHUB) {
			draft.open = jira.open();
			draft.stateReason = reason(jira);
			draft.carry(Slot.GITHUB_FIELDS,
					new FieldResult(Field.STATE, merge.reason(), merge.to(), written(github), written(jira), null),
					new FieldState(written(jira), written(jira)), asIs);
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.STATE, merge.reason(), asIs);
		}
		else {
			draft.leave(Field.STATE, merge.reason());
		}
	}

	/**
	 * Closed is closed, whatever the reason, unless the reason has a status of its own.
	 */
	private static boolean agree(Statuses statuses, Situation situation, Standing github, Standing jira) {
		if (github == jira || (github.open() && jira.open())) {
			return true;
		}
		if (github.open() != jira.open() || situation.origin() == Origin.JIRA) {
			return false;
		}
		@Nullable JiraIssueSnapshot issue = situation.jira();
		return !statuses.hasItsOwn(github, (issue != null) ? issue.statusName() : null);
	}

	private static String written(Standing standing) {
		return switch (standing) {
			case OPEN, REOPENED -> Field.OPEN;
			case CLOSED -> Field.CLOSED;
			case NOT_PLANNED, DUPLICATE -> Field.CLOSED + ": " + standing.name().toLowerCase(Locale.ROOT);
		};
	}

	private static Standing standing(String written) {
		for (Standing standing : Standing.values()) {
			if (standing != Standing.REOPENED && written(standing).equals(written)) {
				return standing;
			}
		}
		return written.startsWith(Field.CLOSED) ? Standing.CLOSED : Standing.OPEN;
	}

	private static String reason(Standing standing) {
		return switch (standing) {
			case OPEN, REOPENED -> "reopened";
			case CLOSED -> "completed";
			case NOT_PLANNED -> "not_planned";
			case DUPLICATE -> "duplicate";
		};
	}

}
