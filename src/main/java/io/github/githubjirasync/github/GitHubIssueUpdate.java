package io.github.githubjirasync.github;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What shall change in a GitHub issue; {@code null} leaves a field as it is.
 *
 * @param title the title, at most 256 characters
 * @param body Markdown, at most 65,536 characters
 * @param state {@code open} or {@code closed}
 * @param stateReason {@code completed}, {@code not_planned}, {@code duplicate} or
 * {@code reopened}; only with a state
 * @param assignees the logins of all assignees, at most 10; GitHub leaves out those who
 * cannot be assigned, without a word
 * @param milestone the number of the milestone; {@link #NO_MILESTONE} takes it away
 * @param type the name of the type; empty takes it away
 */
public record GitHubIssueUpdate(@Nullable String title, @Nullable String body, @Nullable String state,
		@Nullable String stateReason, @Nullable List<String> assignees, @Nullable Long milestone,
		@Nullable String type) {

	/** Changes nothing; to be gone on from. */
	public static final GitHubIssueUpdate NOTHING = new GitHubIssueUpdate(null, null, null, null);

	/** In the place of a milestone's number: none. */
	public static final long NO_MILESTONE = 0;

	public GitHubIssueUpdate {
		assignees = (assignees != null) ? List.copyOf(assignees) : null;
	}

	/**
	 * A change of texts and state.
	 * @param title the title
	 * @param body the body
	 * @param state the state
	 * @param stateReason why it is in that state
	 */
	public GitHubIssueUpdate(@Nullable String title, @Nullable String body, @Nullable String state,
			@Nullable String stateReason) {
		this(title, body, state, stateReason, null, null, null);
	}

	/**
	 * The same with other assignees.
	 * @param logins all assignees
	 * @return the change
	 */
	public GitHubIssueUpdate withAssignees(List<String> logins) {
		return new GitHubIssueUpdate(this.title, this.body, this.state, this.stateReason, logins, this.milestone,
				this.type);
	}

	/**
	 * The same with another milestone.
	 * @param number its number, or {@link #NO_MILESTONE}
	 * @return the change
	 */
	public GitHubIssueUpdate withMilestone(long number) {
		return new GitHubIssueUpdate(this.title, this.body, this.state, this.stateReason, this.assignees, number,
				this.type);
	}

	/**
	 * The same with another type.
	 * @param name its name, empty for none
	 * @return the change
	 */
	public GitHubIssueUpdate withType(String name) {
		return new GitHubIssueUpdate(this.title, this.body, this.state, this.stateReason, this.assignees,
				this.milestone, name);
	}

}
