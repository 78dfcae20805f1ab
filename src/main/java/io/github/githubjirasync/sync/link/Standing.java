package io.github.githubjirasync.sync.link;

/**
 * The states of a GitHub issue, with the reason of it.
 */
public enum Standing {

	/** Open. */
	OPEN,
	/** Open again after it was closed; where nothing is said of it, as {@link #OPEN}. */
	REOPENED,
	/** Closed as completed. */
	CLOSED,
	/** Closed as not planned; where nothing is said of it, as {@link #CLOSED}. */
	NOT_PLANNED,
	/** Closed as a duplicate; where nothing is said of it, as {@link #NOT_PLANNED}. */
	DUPLICATE;

	/**
	 * Whether the issue is open.
	 * @return whether it is
	 */
	public boolean open() {
		return this == OPEN || this == REOPENED;
	}

}
