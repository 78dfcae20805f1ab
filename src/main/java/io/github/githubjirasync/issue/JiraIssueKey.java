package io.github.githubjirasync.issue;

import java.util.regex.Pattern;

/**
 * The key of a Jira issue, such as {@code WID-7}. A move to another project changes it;
 * the issue's id does not change.
 *
 * @param value project key, a dash, and a number
 */
public record JiraIssueKey(String value) {

	private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]{0,254}-[1-9][0-9]{0,17}");

	public JiraIssueKey {
		if (!KEY.matcher(value).matches()) {
			throw new IllegalArgumentException("Not a Jira issue key: '" + value + "'");
		}
	}

	/**
	 * The key of the project that the issue is in.
	 * @return the part before the dash
	 */
	public String projectKey() {
		return this.value.substring(0, this.value.lastIndexOf('-'));
	}

	@Override
	public String toString() {
		return this.value;
	}

}
