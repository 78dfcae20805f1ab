package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.mapping.SyncedState;
import org.jspecify.annotations.Nullable;

/**
 * What has to change on GitHub; {@code null} and empty stand for no change.
 *
 * @param title the new title
 * @param body the new body as Markdown without marker, perhaps empty
 * @param addLabels labels to add
 * @param removeLabels labels to take away
 * @param open whether the issue shall be open
 * @param stateReason why it is closed, where it shall be
 * @param after what is in step once that is done
 */
public record GitHubPlan(@Nullable String title, @Nullable String body, List<String> addLabels,
		List<String> removeLabels, @Nullable Boolean open, @Nullable String stateReason, SyncedState after) {

	/**
	 * Whether nothing changes on the other side.
	 * @return {@code false} if there is something to write
	 */
	public boolean isEmpty() {
		return summarise().isEmpty();
	}

	/**
	 * What changes, for people.
	 * @return for example {@code title, labels}; empty if nothing changes
	 */
	public String summarise() {
		List<String> parts = new ArrayList<>();
		if (this.title != null) {
			parts.add("title");
		}
		if (this.body != null) {
			parts.add("body");
		}
		if (!this.addLabels.isEmpty() || !this.removeLabels.isEmpty()) {
			parts.add("labels");
		}
		if (this.open != null) {
			parts.add(this.open ? "reopened" : "closed");
		}
		return String.join(", ", parts);
	}

}
