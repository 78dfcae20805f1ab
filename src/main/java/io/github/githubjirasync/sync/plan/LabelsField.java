package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Labels. Those that were added on one side are added on the other, those that were taken
 * away there go; all others stay, whoever set them.
 */
final class LabelsField implements SyncedField {

	@Override
	public void plan(Situation situation, Draft draft) {
		Fields.Labels rule = situation.link().fields().labels();
		boolean fromGitHub = situation.origin() == Origin.GITHUB;
		List<String> last = Field
			.split(fromGitHub ? situation.lastOnGitHub(Field.LABELS) : situation.lastInJira(Field.LABELS));
		List<String> now = fromGitHub ? situation.onGitHub().labels() : situation.inJira().labels();
		if (Field.joined(now).equals(Field.joined(last))) {
			draft.leave(Field.LABELS, situation.byUs() ? Reason.ECHO : Reason.UNCHANGED);
			return;
		}
		if (!situation.carries(rule, situation.origin())) {
			draft.leave(Field.LABELS, (!fromGitHub && situation.secured()) ? Reason.SECURED : Reason.DIRECTION);
			return;
		}
		List<String> lastThere = Field
			.split(fromGitHub ? situation.lastInJira(Field.LABELS) : situation.lastOnGitHub(Field.LABELS));
		List<String> there = lastThere;
		if (fromGitHub && situation.jira() != null) {
			there = situation.jira().labels();
		}
		else if (!fromGitHub && situation.github() != null) {
			there = situation.github().labels();
		}
		carry(draft, fromGitHub, last, now, lastThere, there);
	}

	private static void carry(Draft draft, boolean fromGitHub, List<String> last, List<String> now,
			List<String> lastThere, List<String> there) {
		List<String> add = new ArrayList<>();
		List<String> after = new ArrayList<>(lastThere);
		for (String label : now) {
			if (last.contains(label) || Field.hasLabel(add, label)) {
				continue;
			}
			@Nullable String has = named(there, label);
			if (has == null) {
				add.add(fromGitHub ? Field.jiraLabel(label) : Field.githubLabel(label));
			}
			else if (!after.contains(has)) {
				after.add(has);
			}
		}
		List<String> remove = new ArrayList<>();
		for (String label : last) {
			if (!Field.hasLabel(now, label)) {
				there.stream()
					.filter((has) -> Field.sameLabel(has, label) && !remove.contains(has))
					.forEach(remove::add);
				after.removeIf((has) -> Field.sameLabel(has, label));
			}
		}
		after.addAll(add);
		String here = Field.joined(now);
		FieldState state = fromGitHub ? new FieldState(here, Field.joined(after))
				: new FieldState(Field.joined(after), here);
		if (add.isEmpty() && remove.isEmpty()) {
			draft.settle(Field.LABELS, Reason.IN_STEP, state);
			return;
		}
		List<String> shown = new ArrayList<>(there);
		shown.addAll(add);
		shown.removeAll(remove);
		FieldResult result = new FieldResult(Field.LABELS, Reason.CARRIED, fromGitHub ? Origin.JIRA : Origin.GITHUB,
				shown(there), shown(shown), null);
		if (fromGitHub) {
			draft.jiraLabels(add, remove);
			draft.carry(Slot.JIRA_FIELDS, result, state);
		}
		else {
			draft.githubLabels(add, remove);
			draft.carry(Slot.GITHUB_LABELS, result, state);
		}
	}

	private static @Nullable String named(List<String> labels, String label) {
		return labels.stream().filter((has) -> Field.sameLabel(has, label)).findFirst().orElse(null);
	}

	private static @Nullable String shown(List<String> labels) {
		return labels.isEmpty() ? null : String.join(", ", labels.stream().distinct().sorted().toList());
	}

}
