package io.github.githubjirasync.sync.plan;

import java.util.List;

/**
 * Decides what has to be done on both sides so that they are in step. A field that
 * differs from what was last in step on the side that changed is carried over, where the
 * rules let it; the others are left alone. So our own writes mean nothing when they come
 * back, and other people's labels stay. A pure function: it reads nothing and knows no
 * time but that of the snapshots.
 */
public final class IssuePlanner {

	/** In the order in which they are told. The link follows the state. */
	private static final List<SyncedField> FIELDS = List.of(new TitleField(), new BodyField(), new LabelsField(),
			new AssigneesField(), new PriorityField(), new IssueTypeField(), new MilestoneField(), new StateField(),
			new LinkField());

	private IssuePlanner() {
	}

	/**
	 * Makes a plan.
	 * @param situation what is known
	 * @return what is to be done
	 */
	public static Plan plan(Situation situation) {
		Draft draft = new Draft();
		for (SyncedField field : FIELDS) {
			field.plan(situation, draft);
		}
		return draft.toPlan(situation.twinless(), situation.origin());
	}

}
