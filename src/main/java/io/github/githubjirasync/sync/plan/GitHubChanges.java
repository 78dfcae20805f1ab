package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Fields of a GitHub issue that one call sets; {@code null} stands for no change.
 *
 * @param title the title
 * @param body Markdown with our mark
 * @param open whether it is open
 * @param stateReason why it is in that state; only with {@code open}
 * @param assignees the logins of all assignees, perhaps none
 * @param milestone the title of the milestone, empty for none
 * @param type the name of the type, empty for none
 */
public record GitHubChanges(@Nullable String title, @Nullable String body, @Nullable Boolean open,
		@Nullable String stateReason, @Nullable List<String> assignees, @Nullable String milestone,
		@Nullable String type) {

	public GitHubChanges {
		assignees = (assignees != null) ? List.copyOf(assignees) : null;
	}

	/** Only the state of it. */
	GitHubChanges state() {
		return new GitHubChanges(null, null, this.open, this.stateReason, null, null, null);
	}

	/** All but the state of it. */
	GitHubChanges withoutState() {
		return new GitHubChanges(this.title, this.body, null, null, this.assignees, this.milestone, this.type);
	}

	/**
	 * The fields that are set, by GitHub's names.
	 * @return the names
	 */
	public List<String> names() {
		List<String> names = new ArrayList<>();
		if (this.title != null) {
			names.add("title");
		}
		if (this.body != null) {
			names.add("body");
		}
		if (this.open != null) {
			names.add("state");
		}
		if (this.assignees != null) {
			names.add("assignees");
		}
		if (this.milestone != null) {
			names.add("milestone");
		}
		if (this.type != null) {
			names.add("type");
		}
		return names;
	}

}
