package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Labels. Those that were added on one side are added on the other, those that were taken
 * away there go; all others stay, whoever set them, and those outside of the link's
 * {@link Namespace} are not even seen.
 */
final class LabelsField implements SyncedField {

	@Override
	public void plan(Situation situation, Draft draft) {
		boolean fromGitHub = situation.origin() == Origin.GITHUB;
		Namespace namespace = new Namespace(situation.link());
		List<String> lastOnGitHub = namespace.onGitHub(Field.split(situation.lastOnGitHub(Field.LABELS)));
		List<String> lastInJira = namespace.inJira(Field.split(situation.lastInJira(Field.LABELS)));
		List<String> github = (situation.github() != null) ? namespace.onGitHub(situation.github().labels())
				: lastOnGitHub;
		List<String> jira = (situation.jira() != null) ? namespace.inJira(situation.jira().labels()) : lastInJira;
		Side here = fromGitHub ? new Side(lastOnGitHub, github) : new Side(lastInJira, jira);
		Side there = fromGitHub ? new Side(lastInJira, jira) : new Side(lastOnGitHub, github);
		if (here.now.equals(here.last) || Field.joined(here.now).equals(Field.joined(here.last))) {
			draft.leave(Field.LABELS, situation.byUs() ? Reason.ECHO : Reason.UNCHANGED);
		}
		else if (situation.carries(situation.link().fields().labels(), situation.origin())) {
			carry(draft, namespace, fromGitHub, here, there);
		}
		else {
			draft.leave(Field.LABELS, (!fromGitHub && situation.secured()) ? Reason.SECURED : Reason.DIRECTION);
		}
	}

	private static void carry(Draft draft, Namespace namespace, boolean fromGitHub, Side here, Side there) {
		List<String> add = new ArrayList<>();
		List<String> after = new ArrayList<>(there.last);
		for (String label : here.now) {
			String wanted = fromGitHub ? namespace.forJira(label) : namespace.forGitHub(label);
			if (here.last.contains(label) || Field.hasLabel(add, wanted)) {
				continue;
			}
			@Nullable String has = twin(namespace, fromGitHub, label, there.now);
			if (has == null) {
				add.add(wanted);
			}
			else if (!after.contains(has)) {
				after.add(has);
			}
		}
		List<String> remove = new ArrayList<>();
		for (String label : here.last) {
			if (!Field.hasLabel(here.now, label)) {
				there.now.stream()
					.filter((has) -> same(namespace, fromGitHub, label, has) && !remove.contains(has))
					.forEach(remove::add);
				after.removeIf((has) -> same(namespace, fromGitHub, label, has));
			}
		}
		after.addAll(add);
		String now = Field.joined(here.now);
		FieldState state = fromGitHub ? new FieldState(now, Field.joined(after))
				: new FieldState(Field.joined(after), now);
		if (add.isEmpty() && remove.isEmpty()) {
			draft.settle(Field.LABELS, Reason.IN_STEP, state);
			return;
		}
		List<String> shown = new ArrayList<>(there.now);
		shown.addAll(add);
		shown.removeAll(remove);
		FieldResult result = new FieldResult(Field.LABELS, Reason.CARRIED, fromGitHub ? Origin.JIRA : Origin.GITHUB,
				shown(there.now), shown(shown), null);
		FieldState asIs = fromGitHub ? new FieldState(now, Field.joined(there.last))
				: new FieldState(Field.joined(there.last), now);
		if (fromGitHub) {
			draft.jiraLabels(add, remove);
			draft.carry(Slot.JIRA_FIELDS, result, state, asIs);
		}
		else {
			draft.githubLabels(add, remove);
			draft.carry(Slot.GITHUB_LABELS, result, state, asIs);
		}
	}

	private static @Nullable String twin(Namespace namespace, boolean fromGitHub, String label, List<String> others) {
		for (String other : others) {
			if (same(namespace, fromGitHub, label, other)) {
				return other;
			}
		}
		return null;
	}

	private static boolean same(Namespace namespace, boolean fromGitHub, String here, String there) {
		return fromGitHub ? namespace.same(here, there) : namespace.same(there, here);
	}

	private static @Nullable String shown(List<String> labels) {
		return labels.isEmpty() ? null : Field.sorted(labels, ", ");
	}

	/**
	 * The labels of one side.
	 *
	 * @param last when both were last in step
	 * @param now as they are
	 */
	private record Side(List<String> last, List<String> now) {
	}

}
