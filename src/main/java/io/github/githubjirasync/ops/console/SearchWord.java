package io.github.githubjirasync.ops.console;

import java.util.Locale;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a search: an issue on either side, or an id.
 *
 * @param text the text, without blanks around it
 * @param github the issue on GitHub, if it is one: {@code acme/widgets#7}, also as an
 * address
 * @param jira the issue in Jira, if it is one: {@code WID-7}, also as an address
 */
record SearchWord(String text, @Nullable GitHubIssueRef github, @Nullable JiraIssueKey jira) {

	static SearchWord of(@Nullable String typed) {
		String text = (typed != null) ? typed.strip() : "";
		return new SearchWord(text, github(text), jira(text));
	}

	boolean isEmpty() {
		return this.text.isEmpty();
	}

	boolean isIssue() {
		return this.github != null || this.jira != null;
	}

	private static @Nullable GitHubIssueRef github(String text) {
		String[] parts = text.split("#|/(?:issues|pull)/", 2);
		if (parts.length != 2) {
			return null;
		}
		String[] path = parts[0].split("/");
		try {
			return (path.length < 2) ? null : new GitHubIssueRef(path[path.length - 2] + "/" + path[path.length - 1],
					Long.parseLong(parts[1].replaceFirst("[/?#].*", "")));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable JiraIssueKey jira(String text) {
		try {
			String key = text.contains("/browse/")
					? text.substring(text.indexOf("/browse/") + 8).replaceFirst("[/?#].*", "") : text;
			return new JiraIssueKey(key.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
