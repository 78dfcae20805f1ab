package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.link.Fields.PriorityEntry;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Priority: a label on GitHub that stands for one in Jira. An issue without such a label
 * leaves Jira's priority as it is; a priority that no label stands for takes such labels
 * away.
 */
final class PriorityField implements SyncedField {

	@Override
	public void plan(Situation situation, Draft draft) {
		Fields.Priority rule = situation.link().fields().priority();
		if (rule.map().isEmpty()) {
			draft.leave(Field.PRIORITY, Reason.UNMAPPED);
			return;
		}
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.PRIORITY), "");
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.PRIORITY), "");
		String wanted = (situation.github() != null) ? onGitHub(rule, situation.github().labels()) : lastOnGitHub;
		String priority = (situation.jira() != null) ? Objects.requireNonNullElse(situation.jira().priority(), "")
				: lastInJira;
		Merge merge = Merge.of(situation, rule, !wanted.equals(lastOnGitHub), !priority.equals(lastInJira),
				() -> wanted.equalsIgnoreCase(priority));
		if (merge.to() == Origin.JIRA && wanted.isEmpty()) {
			draft.settle(FieldResult.noted(Field.PRIORITY, Reason.NOTHING_STANDS_FOR_IT, null),
					new FieldState(wanted, priority));
		}
		else if (merge.to() == Origin.JIRA) {
			draft.priority = wanted;
			draft.carry(Slot.JIRA_FIELDS,
					new FieldResult(Field.PRIORITY, merge.reason(), merge.to(), Field.present(priority), wanted, null),
					new FieldState(wanted, wanted), new FieldState(wanted, priority));
		}
		else if (merge.to() == Origin.GITHUB) {
			toGitHub(rule, situation, merge, draft, priority);
		}
		else if (merge.reason() == Reason.IN_STEP && situation.carries(rule, Origin.JIRA)
				&& (situation.origin() == Origin.JIRA || !priority.equals(lastInJira))) {
			// Labels of an earlier priority may be left from a call that failed,
			// whichever
			// side's delivery is looked at.
			toGitHub(rule, situation, new Merge(Origin.GITHUB, Reason.CARRIED), draft, priority);
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.PRIORITY, merge.reason(), new FieldState(wanted, priority));
		}
		else if (merge.reason() == Reason.OTHER_SIDE && situation.neverNoted(Field.PRIORITY)) {
			// What a new issue got by itself is nobody's change.
			draft.settle(Field.PRIORITY, Reason.UNCHANGED, new FieldState(wanted, priority));
		}
		else {
			draft.leave(Field.PRIORITY, merge.reason());
		}
	}

	private static void toGitHub(Fields.Priority rule, Situation situation, Merge merge, Draft draft, String priority) {
		List<String> labels = (situation.github() != null) ? situation.github().labels() : List.of();
		@Nullable String label = rule.map()
			.stream()
			.filter((entry) -> entry.priority().equalsIgnoreCase(priority))
			.map(PriorityEntry::label)
			.findFirst()
			.orElse(null);
		List<String> remove = new ArrayList<>();
		for (String has : labels) {
			boolean stands = rule.map().stream().anyMatch((entry) -> entry.label().equalsIgnoreCase(has));
			if (stands && !has.equalsIgnoreCase(label)) {
				remove.add(has);
			}
		}
		boolean add = label != null && labels.stream().noneMatch(label::equalsIgnoreCase);
		FieldState state = new FieldState((label != null) ? priority(rule, label) : "", priority);
		if (!add && remove.isEmpty()) {
			draft.settle(Field.PRIORITY, (label != null) ? Reason.IN_STEP : Reason.UNMAPPED, state);
			return;
		}
		draft.githubLabels((add && label != null) ? List.of(label) : List.of(), remove);
		draft.carry(Slot.GITHUB_LABELS,
				new FieldResult(Field.PRIORITY, merge.reason(), merge.to(),
						remove.isEmpty() ? null : String.join(", ", remove), label, priority),
				state, new FieldState(onGitHub(rule, labels), priority));
	}

	private static String onGitHub(Fields.Priority rule, List<String> labels) {
		return rule.map()
			.stream()
			.filter((entry) -> labels.stream().anyMatch(entry.label()::equalsIgnoreCase))
			.map(PriorityEntry::priority)
			.findFirst()
			.orElse("");
	}

	private static String priority(Fields.Priority rule, String label) {
		return onGitHub(rule, List.of(label));
	}

}
