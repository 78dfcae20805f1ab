package io.github.githubjirasync.mapping.cache;

import java.util.HashMap;
import java.util.Map;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappingChanged;
import org.jspecify.annotations.Nullable;

/**
 * What Redis holds for one key: a mapping, or the fact that the key's mapping is gone.
 * The latter keeps a slow reader from storing again what was removed. Entries of a key
 * are ordered by id and then by version, since a later claim gets a higher id.
 *
 * @param id the mapping's id
 * @param version the mapping's version, or {@link #LAST} once it was removed
 * @param mapping the mapping, or {@code null} if it no longer has this key
 */
record CacheEntry(long id, long version, @Nullable IssueMapping mapping) {

	/** Higher than any version, and still exact as a Lua number: 2⁵³ - 1. */
	static final long LAST = 9_007_199_254_740_991L;

	static CacheEntry of(IssueMapping mapping) {
		return new CacheEntry(mapping.id(), mapping.syncVersion(), mapping);
	}

	/** What each key of a mapping is to hold. */
	static Map<MappingKey, CacheEntry> present(IssueMapping mapping) {
		return each(mapping, of(mapping));
	}

	/** What each key of a removed mapping is to hold. */
	static Map<MappingKey, CacheEntry> removed(IssueMapping mapping) {
		return each(mapping, new CacheEntry(mapping.id(), LAST, null));
	}

	/** What each key that a change touches is to hold. */
	static Map<MappingKey, CacheEntry> after(IssueMappingChanged change) {
		Map<MappingKey, CacheEntry> entries = new HashMap<>();
		IssueMapping before = change.before();
		IssueMapping after = change.after();
		if (before != null) {
			entries.putAll((after != null) ? each(before, new CacheEntry(after.id(), after.syncVersion(), null))
					: removed(before));
		}
		if (after != null) {
			entries.putAll(present(after));
		}
		return entries;
	}

	private static Map<MappingKey, CacheEntry> each(IssueMapping mapping, CacheEntry entry) {
		Map<MappingKey, CacheEntry> entries = new HashMap<>();
		MappingKey.of(mapping).forEach((key) -> entries.put(key, entry));
		return entries;
	}

}
