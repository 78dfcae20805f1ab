package io.github.githubjirasync.issue;

import java.util.regex.Pattern;

/**
 * Where a GitHub issue is found today: its repository and its number in it. A transfer or
 * a rename changes it; the issue's id does not change.
 *
 * @param repository {@code owner/name}
 * @param number the number in the repository, from 1
 */
public record GitHubIssueRef(String repository, long number) {

	private static final Pattern REPOSITORY = Pattern
		.compile("(?!\\.{1,2}/)[A-Za-z0-9_.-]{1,100}/(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,100}");

	public GitHubIssueRef {
		if (!REPOSITORY.matcher(repository).matches()) {
			throw new IllegalArgumentException("Not an owner/name repository: '" + repository + "'");
		}
		if (number < 1) {
			throw new IllegalArgumentException("An issue number starts at 1, got " + number);
		}
	}

	/**
	 * The owner of the repository.
	 * @return the part before the slash
	 */
	public String owner() {
		return this.repository.substring(0, this.repository.indexOf('/'));
	}

	/**
	 * The name of the repository.
	 * @return the part after the slash
	 */
	public String name() {
		return this.repository.substring(this.repository.indexOf('/') + 1);
	}

	@Override
	public String toString() {
		return this.repository + "#" + this.number;
	}

}
