package io.github.githubjirasync.sync.plan;

/**
 * One field that both sides have: how its values are compared and what carries it over.
 */
interface SyncedField {

	/**
	 * Adds to a plan what the field needs, and the reason.
	 * @param situation what is known
	 * @param draft the plan so far
	 */
	void plan(Situation situation, Draft draft);

}
