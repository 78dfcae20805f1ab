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
 */
public record GitHubChanges(@Nullable String title, @Nullable String body, @Nullable Boolean open,
		@Nullable String stateReason) {

	/** Nothing changes. */
	static final GitHubChanges NONE = new GitHubChanges(null, null, null, null);

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
		return names;
	}

}
