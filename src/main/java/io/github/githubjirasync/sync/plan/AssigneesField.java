package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Assignees. GitHub has up to ten, Jira one: it is the first on GitHub whom Jira knows,
 * unless the one that it has is among them. The other way, the one who was in step goes
 * and the new one comes; all others on GitHub stay. Somebody who is not known on the
 * other side changes nobody there.
 */
final class AssigneesField implements SyncedField {

	private static final int MOST_ON_GITHUB = 10;

	@Override
	public void plan(Situation situation, Draft draft) {
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.ASSIGNEES), "");
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.ASSIGNEES), "");
		List<String> logins = (situation.github() != null) ? situation.github().assignees() : Field.split(lastOnGitHub);
		String one = lastInJira;
		if (situation.jira() != null) {
			one = (situation.jira().assignee() != null) ? People.reference(situation.jira().assignee()) : "";
		}
		String assignee = one;
		String all = Field.joined(logins);
		People people = situation.people();
		Merge merge = Merge.of(situation, situation.link().fields().assignees(), !all.equals(lastOnGitHub),
				!assignee.equals(lastInJira), () -> agree(logins, assignee, people));
		if (merge.to() == Origin.JIRA) {
			toJira(situation, merge, draft, logins, assignee);
		}
		else if (merge.to() == Origin.GITHUB) {
			toGitHub(situation, merge, draft, logins, assignee);
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.ASSIGNEES, merge.reason(), new FieldState(all, assignee));
		}
		else if (merge.reason() == Reason.OTHER_SIDE && situation.neverNoted(Field.ASSIGNEES)) {
			// What a new issue got by itself is nobody's change.
			draft.settle(Field.ASSIGNEES, Reason.UNCHANGED, new FieldState(all, assignee));
		}
		else {
			draft.leave(Field.ASSIGNEES, merge.reason());
		}
	}

	private static boolean agree(List<String> logins, String assignee, People people) {
		return assignee.isEmpty() ? logins.isEmpty()
				: logins.stream().anyMatch((login) -> people.same(login, assignee));
	}

	private static void toJira(Situation situation, Merge merge, Draft draft, List<String> logins, String assignee) {
		@Nullable String known = logins.stream()
			.map(situation.people()::inJira)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(logins.isEmpty() ? "" : null);
		if (known == null) {
			draft.settle(FieldResult.noted(Field.ASSIGNEES, Reason.NO_SUCH_USER, String.join(", ", logins)),
					new FieldState(Field.joined(logins), assignee));
			return;
		}
		draft.assignee = known;
		draft.carry(Slot.JIRA_FIELDS,
				new FieldResult(Field.ASSIGNEES, merge.reason(), merge.to(), Field.present(assignee),
						Field.present(known), null),
				new FieldState(Field.joined(logins), known), new FieldState(Field.joined(logins), assignee));
	}

	private static void toGitHub(Situation situation, Merge merge, Draft draft, List<String> logins, String assignee) {
		String before = Objects.requireNonNullElse(situation.lastInJira(Field.ASSIGNEES), "");
		@Nullable String login = situation.people().onGitHub(assignee);
		if (!assignee.isEmpty() && login == null) {
			draft.settle(FieldResult.noted(Field.ASSIGNEES, Reason.NO_SUCH_USER, assignee),
					new FieldState(Field.joined(logins), assignee));
			return;
		}
		List<String> wanted = new ArrayList<>(logins);
		if (!before.isEmpty()) {
			wanted.removeIf((has) -> situation.people().same(has, before));
		}
		if (login != null && wanted.stream().noneMatch(login::equalsIgnoreCase) && wanted.size() < MOST_ON_GITHUB) {
			wanted.add(login);
		}
		FieldState state = new FieldState(Field.joined(wanted), assignee);
		if (Field.joined(wanted).equals(Field.joined(logins))) {
			draft.settle(FieldResult.noted(Field.ASSIGNEES, Reason.IN_STEP, null), state);
			return;
		}
		draft.assignees = wanted;
		draft.carry(Slot.GITHUB_FIELDS,
				new FieldResult(Field.ASSIGNEES, merge.reason(), merge.to(), shown(logins), shown(wanted), null), state,
				new FieldState(Field.joined(logins), assignee));
	}

	private static @Nullable String shown(List<String> logins) {
		return logins.isEmpty() ? null : String.join(", ", logins);
	}

}
