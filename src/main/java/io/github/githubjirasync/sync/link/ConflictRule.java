package io.github.githubjirasync.sync.link;

/**
 * Who wins where both sides changed a field since they were last in step.
 */
public enum ConflictRule {

	/**
	 * The side whose issue changed last, by the times that the two sides tell; GitHub's
	 * where they are the same.
	 */
	NEWEST,
	/** GitHub's side. */
	GITHUB,
	/** Jira's side. */
	JIRA

}
