package io.github.githubjirasync.github;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a new GitHub issue shall hold.
 *
 * @param title the title, at most 256 characters
 * @param body Markdown, at most 65,536 characters
 * @param labels the names of its labels
 * @param assignees the logins of its assignees, at most 10
 * @param milestone the number of its milestone, {@code null} for none
 * @param type the name of its type, {@code null} for none
 */
public record NewGitHubIssue(String title, String body, List<String> labels, List<String> assignees,
		@Nullable Long milestone, @Nullable String type) {

	public NewGitHubIssue {
		labels = List.copyOf(labels);
		assignees = List.copyOf(assignees);
	}

	/**
	 * An issue without assignees, milestone and type.
	 * @param title the title
	 * @param body Markdown
	 * @param labels the names of its labels
	 */
	public NewGitHubIssue(String title, String body, List<String> labels) {
		this(title, body, labels, List.of(), null, null);
	}

}
