package io.github.githubjirasync.sync;

/**
 * The side on which something happened.
 */
public enum Origin {

	/** GitHub. */
	GITHUB,
	/** Jira. */
	JIRA

}
