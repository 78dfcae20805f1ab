package io.github.githubjirasync.sync;

import java.time.Instant;
import java.util.List;

import io.github.githubjirasync.issue.GitHubIssueRef;
import org.jspecify.annotations.Nullable;

/**
 * What else a GitHub issue was at that moment.
 *
 * @param assignees who works on it, with their immutable ids
 * @param milestone its milestone, {@code null} where it has none
 * @param type the name of its type, {@code null} where it has none or the repository
 * knows no types
 * @param locked whether only collaborators may comment
 * @param parent the issue that it is a sub-issue of, {@code null} where there is none
 * @param repositoryId the immutable id of its repository, where it is told
 */
public record GitHubIssueDetails(List<Actor> assignees, @Nullable Milestone milestone, @Nullable String type,
		boolean locked, @Nullable GitHubIssueRef parent, @Nullable Long repositoryId) {

	public GitHubIssueDetails {
		assignees = List.copyOf(assignees);
	}

	/**
	 * A milestone.
	 *
	 * @param number its number within the repository
	 * @param title its title
	 * @param open whether it is open
	 * @param dueOn when it is due, if that is set
	 */
	public record Milestone(long number, String title, boolean open, @Nullable Instant dueOn) {
	}

}
