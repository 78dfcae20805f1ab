package io.github.githubjirasync.jira;

import java.util.regex.Pattern;

/** Parts of searches in Jira's query language. */
final class Jql {

	private static final Pattern PROJECT_KEY = Pattern.compile("[A-Z][A-Z0-9_]{0,254}");

	private Jql() {
	}

	/**
	 * The issues of a project.
	 * @param key the project's key
	 * @return the clause
	 * @throws IllegalArgumentException if that is none, and might say something else
	 */
	static String project(String key) {
		if (!PROJECT_KEY.matcher(key).matches()) {
			throw new IllegalArgumentException("Not a Jira project key: '" + key + "'");
		}
		return "project = \"" + key + "\"";
	}

}
