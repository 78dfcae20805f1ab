package io.github.githubjirasync.sync.plan;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.plan.Draft.Slot;
import org.jspecify.annotations.Nullable;

/**
 * The link that the Jira issue shows to its twin, struck through while that is closed. It
 * is put when GitHub's page is known, whichever side changed.
 */
final class LinkField implements SyncedField {

	private static final String RESOLVED = " (resolved)";

	@Override
	public void plan(Situation situation, Draft draft) {
		@Nullable String last = situation.lastInJira(Field.REMOTE_LINK);
		if (situation.github() == null) {
			draft.readGitHub = last == null && !situation.twinless();
			return;
		}
		boolean closed = (draft.open != null) ? !draft.open : !situation.github().open();
		String page = situation.github().htmlUrl();
		String shown = closed ? page + RESOLVED : page;
		if (!shown.equals(last)) {
			draft.link = new Call.LinkJira(page, closed);
			draft.carry(Slot.JIRA_LINK, Field.REMOTE_LINK, new FieldState(null, shown));
		}
	}

}
