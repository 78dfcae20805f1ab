package io.github.githubjirasync.sync.link;

import io.github.githubjirasync.sync.Origin;

/**
 * Which way one field goes. A link that goes one way only lets no field go the other.
 */
public enum FieldDirection {

	/** Both ways. */
	BOTH,
	/** A change on GitHub is repeated in Jira only. */
	GITHUB_TO_JIRA,
	/** A change in Jira is repeated on GitHub only. */
	JIRA_TO_GITHUB,
	/** The field is left alone on both sides. */
	OFF;

	/**
	 * Whether changes of one side are repeated on the other.
	 * @param side where the change was made
	 * @return whether they are
	 */
	public boolean from(Origin side) {
		return this == BOTH || this == ((side == Origin.GITHUB) ? GITHUB_TO_JIRA : JIRA_TO_GITHUB);
	}

}
