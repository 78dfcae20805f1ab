package io.github.githubjirasync.upstream;

/**
 * The two trackers that the service calls.
 */
public enum Upstream {

	/** GitHub, or a GitHub Enterprise Server. */
	GITHUB("GitHub"),
	/** Jira Cloud or Data Center. */
	JIRA("Jira");

	private final String displayName;

	Upstream(String displayName) {
		this.displayName = displayName;
	}

	@Override
	public String toString() {
		return this.displayName;
	}

}
