package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.link.Fields.TypeEntry;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Issue type: a type or a label on GitHub that stands for one in Jira. An issue with
 * neither leaves Jira's type as it is.
 */
final class IssueTypeField implements SyncedField {

	@Override
	public void plan(Situation situation, Draft draft) {
		Fields.Type rule = situation.link().fields().type();
		if (rule.map().isEmpty()) {
			draft.leave(Field.TYPE, Reason.UNMAPPED);
			return;
		}
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.TYPE), "");
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.TYPE), "");
		String wanted = (situation.github() != null) ? onGitHub(rule, situation.github()) : lastOnGitHub;
		String type = (situation.jira() != null) ? situation.jira().issueType() : lastInJira;
		Merge merge = Merge.of(situation, rule, !wanted.equals(lastOnGitHub), !type.equals(lastInJira),
				() -> wanted.equalsIgnoreCase(type));
		if (merge.to() == Origin.JIRA && wanted.isEmpty()) {
			draft.settle(FieldResult.noted(Field.TYPE, Reason.NOTHING_STANDS_FOR_IT, null),
					new FieldState(wanted, type));
		}
		else if (merge.to() == Origin.JIRA) {
			draft.issueType = wanted;
			draft.carry(Slot.JIRA_FIELDS,
					new FieldResult(Field.TYPE, merge.reason(), merge.to(), Field.present(type), wanted, null),
					new FieldState(wanted, wanted), new FieldState(wanted, type));
		}
		else if (merge.to() == Origin.GITHUB) {
			toGitHub(rule, situation, merge, draft, type);
		}
		else if (merge.reason() == Reason.IN_STEP && situation.origin() == Origin.JIRA
				&& situation.carries(rule, Origin.JIRA)) {
			// Labels of an earlier type may be left from a call that failed.
			toGitHub(rule, situation, new Merge(Origin.GITHUB, Reason.CARRIED), draft, type);
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.TYPE, merge.reason(), new FieldState(wanted, type));
		}
		else if (merge.reason() == Reason.OTHER_SIDE && situation.neverNoted(Field.TYPE)) {
			// What a new issue got by itself is nobody's change.
			draft.settle(Field.TYPE, Reason.UNCHANGED, new FieldState(wanted, type));
		}
		else {
			draft.leave(Field.TYPE, merge.reason());
		}
	}

	private static void toGitHub(Fields.Type rule, Situation situation, Merge merge, Draft draft, String type) {
		@Nullable GitHubIssueSnapshot issue = situation.github();
		List<String> labels = (issue != null) ? issue.labels() : List.of();
		@Nullable String typeNow = (issue != null) ? type(issue) : null;
		@Nullable TypeEntry entry = rule.map()
			.stream()
			.filter((candidate) -> candidate.issueType().equalsIgnoreCase(type))
			.findFirst()
			.orElse(null);
		if (entry == null) {
			draft.settle(FieldResult.noted(Field.TYPE, Reason.NOTHING_STANDS_FOR_IT, type),
					new FieldState((issue != null) ? onGitHub(rule, issue) : "", type));
			return;
		}
		List<String> remove = new ArrayList<>();
		for (String has : labels) {
			boolean stands = rule.map().stream().anyMatch((other) -> has.equalsIgnoreCase(other.label()));
			if (stands && !has.equalsIgnoreCase(entry.label())) {
				remove.add(has);
			}
		}
		@Nullable String label = entry.label();
		List<String> add = (label == null || labels.stream().anyMatch(label::equalsIgnoreCase)) ? List.of()
				: List.of(label);
		draft.githubLabels(add, remove);
		FieldState state = new FieldState(entry.issueType(), type);
		String wanted = wantedType(rule, entry, typeNow);
		boolean typeDiffers = !wanted.equalsIgnoreCase(Objects.requireNonNullElse(typeNow, ""));
		if (typeDiffers) {
			draft.type = wanted;
		}
		if (!typeDiffers && add.isEmpty() && remove.isEmpty()) {
			draft.settle(Field.TYPE, Reason.IN_STEP, state);
			return;
		}
		draft.carry(typeDiffers ? Slot.GITHUB_FIELDS : Slot.GITHUB_LABELS,
				new FieldResult(Field.TYPE, merge.reason(), merge.to(),
						typeDiffers ? typeNow : remove.isEmpty() ? null : String.join(", ", remove),
						typeDiffers ? Field.present(wanted) : label, type),
				state, new FieldState((issue != null) ? onGitHub(rule, issue) : "", type));
	}

	/** A type that stands for another issue type must not stay beside a label. */
	private static String wantedType(Fields.Type rule, TypeEntry entry, @Nullable String typeNow) {
		if (entry.type() != null) {
			return entry.type();
		}
		boolean stands = rule.map()
			.stream()
			.anyMatch((other) -> other.type() != null && other.type().equalsIgnoreCase(typeNow));
		return (typeNow == null || stands) ? "" : typeNow;
	}

	private static String onGitHub(Fields.Type rule, GitHubIssueSnapshot issue) {
		@Nullable String type = type(issue);
		return rule.map()
			.stream()
			.filter((entry) -> (entry.type() != null) ? entry.type().equalsIgnoreCase(type)
					: issue.labels().stream().anyMatch((label) -> label.equalsIgnoreCase(entry.label())))
			.map(TypeEntry::issueType)
			.findFirst()
			.orElse("");
	}

	private static @Nullable String type(GitHubIssueSnapshot issue) {
		return (issue.details() != null) ? issue.details().type() : null;
	}

}
