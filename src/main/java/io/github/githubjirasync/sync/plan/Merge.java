package io.github.githubjirasync.sync.plan;

import java.util.function.BooleanSupplier;

import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.FieldRule;
import org.jspecify.annotations.Nullable;

/**
 * Which way a field goes, from what changed on which side since both were in step.
 *
 * @param to the side to write, or {@code null} for none
 * @param reason why
 */
record Merge(@Nullable Origin to, Reason reason) {

	/**
	 * Decides.
	 * @param situation what is known
	 * @param rule the rule of the field
	 * @param githubChanged whether GitHub's side is known and not as last in step
	 * @param jiraChanged whether Jira's side is known and not as last in step
	 * @param equal whether what changed is what the other side shows; asked only where
	 * something changed
	 */
	static Merge of(Situation situation, FieldRule rule, boolean githubChanged, boolean jiraChanged,
			BooleanSupplier equal) {
		boolean ours = (situation.origin() == Origin.GITHUB) ? githubChanged : jiraChanged;
		if (!githubChanged && !jiraChanged) {
			return new Merge(null, situation.byUs() ? Reason.ECHO : Reason.UNCHANGED);
		}
		if (equal.getAsBoolean()) {
			return new Merge(null, Reason.IN_STEP);
		}
		if (!ours) {
			return new Merge(null, Reason.OTHER_SIDE);
		}
		Origin from = situation.origin();
		boolean there = situation.carries(rule, from);
		boolean back = situation.carries(rule, other(from));
		if (githubChanged && jiraChanged && there && back) {
			return (winner(situation, rule) == from) ? new Merge(other(from), Reason.WON)
					: new Merge(from, Reason.LOST);
		}
		if (there) {
			return new Merge(other(from), Reason.CARRIED);
		}
		return new Merge(null, (from == Origin.JIRA && situation.secured()) ? Reason.SECURED : Reason.DIRECTION);
	}

	private static Origin winner(Situation situation, FieldRule rule) {
		return switch (rule.conflict()) {
			case GITHUB -> Origin.GITHUB;
			case JIRA -> Origin.JIRA;
			case NEWEST ->
				situation.inJira().updatedAt().isAfter(situation.onGitHub().updatedAt()) ? Origin.JIRA : Origin.GITHUB;
		};
	}

	static Origin other(Origin side) {
		return (side == Origin.GITHUB) ? Origin.JIRA : Origin.GITHUB;
	}

}
