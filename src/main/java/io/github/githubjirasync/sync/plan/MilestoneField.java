package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Milestone and fix versions. GitHub has one, Jira any number: a milestone takes the
 * place of the one that was in step, and other versions stay. The other way, a milestone
 * that is still among the versions stays; else it is the first that was added, or else
 * the first.
 */
final class MilestoneField implements SyncedField {

	@Override
	public void plan(Situation situation, Draft draft) {
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.MILESTONE), "");
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.MILESTONE), "");
		String milestone = lastOnGitHub;
		if (situation.github() != null) {
			milestone = Objects.requireNonNullElse(situation.github().milestone(), "");
		}
		List<String> versions = Field.split(lastInJira);
		if (situation.jira() != null) {
			if (situation.jira().details() == null || situation.jira().details().fixVersions() == null) {
				draft.leave(Field.MILESTONE, Reason.UNKNOWN);
				return;
			}
			versions = situation.jira().details().fixVersions();
		}
		merge(situation, draft, milestone, versions, lastOnGitHub, lastInJira);
	}

	private static void merge(Situation situation, Draft draft, String milestone, List<String> versions,
			String lastOnGitHub, String lastInJira) {
		String all = Field.joined(versions);
		Merge merge = Merge.of(situation, situation.link().fields().milestone(), !milestone.equals(lastOnGitHub),
				!all.equals(lastInJira), () -> milestone.isEmpty() ? versions.isEmpty() : has(versions, milestone));
		if (merge.to() == Origin.JIRA) {
			List<String> wanted = new ArrayList<>(versions);
			wanted.removeIf(lastOnGitHub::equalsIgnoreCase);
			if (!milestone.isEmpty() && !has(wanted, milestone)) {
				wanted.add(milestone);
			}
			FieldState state = new FieldState(milestone, Field.joined(wanted));
			if (Field.joined(wanted).equals(all)) {
				draft.settle(Field.MILESTONE, Reason.IN_STEP, state);
				return;
			}
			draft.versions = wanted;
			draft.carry(Slot.JIRA_FIELDS,
					new FieldResult(Field.MILESTONE, merge.reason(), merge.to(), shown(versions), shown(wanted), null),
					state, new FieldState(milestone, all));
		}
		else if (merge.to() == Origin.GITHUB) {
			String wanted = wanted(versions, Field.split(lastInJira));
			draft.milestone = wanted;
			draft.carry(
					Slot.GITHUB_FIELDS, new FieldResult(Field.MILESTONE, merge.reason(), merge.to(),
							Field.present(milestone), Field.present(wanted), null),
					new FieldState(wanted, all), new FieldState(milestone, all));
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.MILESTONE, merge.reason(), new FieldState(milestone, all));
		}
		else if (merge.reason() == Reason.OTHER_SIDE && situation.neverNoted(Field.MILESTONE)) {
			// What a new issue got by itself is nobody's change.
			draft.settle(Field.MILESTONE, Reason.UNCHANGED, new FieldState(milestone, all));
		}
		else {
			draft.leave(Field.MILESTONE, merge.reason());
		}
	}

	private static String wanted(List<String> versions, List<String> last) {
		return versions.stream()
			.filter((version) -> !has(last, version))
			.findFirst()
			.orElse(versions.isEmpty() ? "" : versions.get(0));
	}

	private static boolean has(List<String> versions, String name) {
		return versions.stream().anyMatch(name::equalsIgnoreCase);
	}

	private static @Nullable String shown(List<String> versions) {
		return versions.isEmpty() ? null : String.join(", ", versions);
	}

}
