package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.Map;

import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.plan.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is noted about a comment: where it began, and that it was deleted.
 */
final class CommentStates {

	private CommentStates() {
	}

	/**
	 * Whether a comment was written on the given side; true if nothing is noted yet,
	 * since only its side claims it.
	 */
	static boolean beganOn(SyncedState state, boolean github) {
		FieldState origin = state.fields().get(Field.ORIGIN);
		return origin == null || (origin.github() != null) == github;
	}

	static SyncedState deleted(SyncedState state, boolean onGitHub) {
		Map<String, FieldState> fields = new HashMap<>(state.fields());
		fields.put(Field.DELETED, onGitHub ? new FieldState("deleted", null) : new FieldState(null, "deleted"));
		return new SyncedState(state.githubUpdatedAt(), state.jiraUpdatedAt(), fields);
	}

	static CommentMapping with(CommentMapping mapping, @Nullable Long githubId, @Nullable Long jiraId,
			SyncedState state) {
		return new CommentMapping(mapping.id(), mapping.issueMappingId(), githubId, jiraId, state, mapping.createdAt(),
				mapping.updatedAt(), mapping.syncVersion());
	}

}
