package io.github.githubjirasync.mapping;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was last synced between two twins. Newer snapshots are told from older ones by it,
 * and our own writes from other people's.
 *
 * @param githubUpdatedAt GitHub's {@code updated_at} of the newest snapshot that was
 * applied or written
 * @param jiraUpdatedAt Jira's {@code updated} of the newest snapshot that was applied or
 * written
 * @param fields each synced field by name
 */
public record SyncedState(@Nullable Instant githubUpdatedAt, @Nullable Instant jiraUpdatedAt,
		Map<String, FieldState> fields) {

	/** Nothing was synced yet. */
	public static final SyncedState NONE = new SyncedState(null, null, Map.of());

	public SyncedState {
		fields = Map.copyOf(fields);
	}

}
