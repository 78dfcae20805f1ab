package io.github.githubjirasync.sandbox;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An issue of the sandbox's GitHub, as it was when it was asked for.
 *
 * @param id its id, above 2³¹
 * @param repository {@code owner/name}
 * @param number its number
 * @param title the title
 * @param body the Markdown body
 * @param state {@code open} or {@code closed}
 * @param stateReason why it is in that state
 * @param labels the names of its labels
 * @param assignees the logins of its assignees
 * @param milestone the title of its milestone
 * @param type the name of its type
 * @param parent the issue that it is a sub-issue of, as {@code owner/name#number}
 * @param locked whether only collaborators may comment
 * @param author who opened it
 * @param htmlUrl its page
 * @param comments its comments, oldest first
 * @param createdAt when it was opened
 * @param updatedAt when it last changed, in whole seconds
 */
public record SandboxGitHubIssue(long id, String repository, int number, String title, @Nullable String body,
		String state, @Nullable String stateReason, List<String> labels, List<String> assignees,
		@Nullable String milestone, @Nullable String type, @Nullable String parent, boolean locked, String author,
		String htmlUrl, List<Comment> comments, Instant createdAt, Instant updatedAt) {

	/**
	 * A comment.
	 *
	 * @param id its id
	 * @param body the Markdown text
	 * @param author who wrote it
	 * @param createdAt when it was written
	 * @param updatedAt when it last changed
	 */
	public record Comment(long id, String body, String author, Instant createdAt, Instant updatedAt) {
	}

}
