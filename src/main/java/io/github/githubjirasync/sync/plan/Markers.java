package io.github.githubjirasync.sync.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hidden marks on what the service itself wrote to GitHub, by which it is found again
 * after a crash. They are trusted only where our own account is the author.
 */
public final class Markers {

	/** The key of the property that marks issues and comments in Jira. */
	public static final String JIRA_PROPERTY = "github-jira-sync";

	/** Blanks are looked at once, from where they start: there may be very many. */
	private static final Pattern MARKER = Pattern.compile("(?:(?<!\\s)\\s++)?"
			+ "<!-- github-jira-sync:(issue|comment)=([0-9]{1,18})(?: key=([A-Z0-9_]+-[0-9]+))? -->\\s*");

	private Markers() {
	}

	/**
	 * A body with the mark of the Jira issue that it mirrors.
	 * @param body Markdown
	 * @param jiraIssueId Jira's issue id
	 * @param jiraKey Jira's key
	 * @return the body with the mark at its end
	 */
	public static String issue(String body, long jiraIssueId, String jiraKey) {
		return body + "\n\n<!-- github-jira-sync:issue=" + jiraIssueId + " key=" + jiraKey + " -->";
	}

	/**
	 * A body with the mark of the Jira comment that it mirrors.
	 * @param body Markdown
	 * @param jiraCommentId Jira's comment id
	 * @return the body with the mark at its end
	 */
	public static String comment(String body, long jiraCommentId) {
		return body + "\n\n<!-- github-jira-sync:comment=" + jiraCommentId + " -->";
	}

	/**
	 * A body without marks.
	 * @param body Markdown
	 * @return the body
	 */
	public static String strip(String body) {
		return (body.indexOf('<') >= 0 && body.contains("<!-- github-jira-sync:")) ? MARKER.matcher(body).replaceAll("")
				: body;
	}

	/**
	 * The Jira issue that a body is marked with.
	 * @param body Markdown
	 * @return the mark, if there is one
	 */
	public static Optional<Mark> markedIssue(String body) {
		return find(body, "issue");
	}

	/**
	 * The Jira comment that a body is marked with.
	 * @param body Markdown
	 * @return the mark, if there is one
	 */
	public static Optional<Mark> markedComment(String body) {
		return find(body, "comment");
	}

	private static Optional<Mark> find(String body, String what) {
		Matcher matcher = MARKER.matcher(body);
		while (matcher.find()) {
			if (matcher.group(1).equals(what)) {
				return Optional
					.of(new Mark(Long.parseLong(matcher.group(2)), Optional.ofNullable(matcher.group(3)).orElse("")));
			}
		}
		return Optional.empty();
	}

	/**
	 * A mark.
	 *
	 * @param id Jira's id of the issue or comment
	 * @param key Jira's key of the issue, empty for a comment
	 */
	public record Mark(long id, String key) {
	}

}
