package io.github.githubjirasync.sync.link;

/**
 * What the rules of all fields have in common.
 */
public sealed interface FieldRule permits Fields.Text, Fields.Labels, Fields.Assignees, Fields.Priority, Fields.Type,
		Fields.Milestone, Fields.State {

	/**
	 * Which way the field goes.
	 * @return the direction
	 */
	FieldDirection direction();

	/**
	 * Who wins where both sides changed it.
	 * @return the rule
	 */
	ConflictRule conflict();

}
