package io.github.githubjirasync.sync.plan;

import java.util.Objects;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Draft.Slot;

/**
 * Title and summary. Jira takes one line of at most 255 characters, so a title that is
 * only longer, or wrapped, is in step with what Jira makes of it.
 */
final class TitleField implements SyncedField {

	@Override
	public void plan(Situation situation, Draft draft) {
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.TITLE), "");
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.TITLE), "");
		String title = (situation.github() != null) ? situation.github().title() : lastOnGitHub;
		String summary = (situation.jira() != null) ? situation.jira().summary() : lastInJira;
		Merge merge = Merge.of(situation, situation.link().fields().title(), !title.equals(lastOnGitHub),
				!summary.equals(lastInJira), () -> summary.equals(title) || Field.summary(title).equals(summary));
		if (merge.to() == Origin.JIRA) {
			draft.summary = Field.summary(title);
			draft.carry(Slot.JIRA_FIELDS, new FieldResult(Field.TITLE, merge.reason(), merge.to(),
					Field.present(summary), draft.summary, null), new FieldState(title, draft.summary),
					new FieldState(title, summary));
		}
		else if (merge.to() == Origin.GITHUB) {
			draft.title = summary.isBlank() ? "(no summary)" : summary;
			draft.carry(Slot.GITHUB_FIELDS,
					new FieldResult(Field.TITLE, merge.reason(), merge.to(), Field.present(title), draft.title, null),
					new FieldState(draft.title, summary), new FieldState(title, summary));
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.TITLE, merge.reason(), new FieldState(title, summary));
		}
		else {
			draft.leave(Field.TITLE, merge.reason());
		}
	}

}
