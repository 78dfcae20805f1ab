package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.mapping.SyncedState;
import org.jspecify.annotations.Nullable;

/**
 * What has to change in Jira; {@code null} and empty stand for no change.
 *
 * @param summary the new summary
 * @param body the new description as Markdown, perhaps empty
 * @param addLabels labels to add
 * @param removeLabels labels to take away
 * @param done whether the status shall be of the category done
 * @param remoteLink the page on GitHub to link to
 * @param after what is in step once that is done
 */
public record JiraPlan(@Nullable String summary, @Nullable String body, List<String> addLabels,
		List<String> removeLabels, @Nullable Boolean done, @Nullable String remoteLink, SyncedState after) {

	/**
	 * Whether fields of the issue change.
	 * @return {@code false} if at most its status or its remote link do
	 */
	public boolean changesFields() {
		return this.summary != null || this.body != null || !this.addLabels.isEmpty() || !this.removeLabels.isEmpty();
	}

	/**
	 * Whether nothing changes on the other side.
	 * @return {@code false} if there is something to write
	 */
	public boolean isEmpty() {
		return summarise().isEmpty();
	}

	/**
	 * What changes, for people.
	 * @return for example {@code summary, labels}; empty if nothing changes
	 */
	public String summarise() {
		List<String> parts = new ArrayList<>();
		if (this.summary != null) {
			parts.add("summary");
		}
		if (this.body != null) {
			parts.add("description");
		}
		if (!this.addLabels.isEmpty() || !this.removeLabels.isEmpty()) {
			parts.add("labels");
		}
		if (this.done != null) {
			parts.add(this.done ? "to done" : "reopened");
		}
		if (this.remoteLink != null) {
			parts.add("remote link");
		}
		return String.join(", ", parts);
	}

}
