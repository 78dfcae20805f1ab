package io.github.githubjirasync.mapping.cache;

import java.util.HashMap;
import java.util.Map;

import io.github.githubjirasync.mapping.IssueMappingChanged;
import io.github.githubjirasync.mapping.IssueMappingsChanged;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Brings each committed change of a mapping into both layers: first to Redis, from where
 * a reader that comes in between would be served, then to this instance's memory.
 */
final class ChangeAnnouncer {

	private final RedisEntries redis;

	private final LocalIssueMappings local;

	ChangeAnnouncer(RedisEntries redis, LocalIssueMappings local) {
		this.redis = redis;
		this.local = local;
	}

	@TransactionalEventListener
	void committed(IssueMappingChanged change) {
		announce(CacheEntry.after(change));
	}

	@TransactionalEventListener
	void committed(IssueMappingsChanged batch) {
		Map<MappingKey, CacheEntry> entries = new HashMap<>();
		// A key that moves from one mapping to another belongs to the one that has it.
		batch.changes().forEach((change) -> CacheEntry.after(change).forEach((key, entry) -> {
			if (entry.mapping() != null) {
				entries.put(key, entry);
			}
			else {
				entries.putIfAbsent(key, entry);
			}
		}));
		announce(entries);
	}

	private void announce(Map<MappingKey, CacheEntry> entries) {
		this.redis.announce(entries);
		this.local.forget(entries.keySet());
	}

}
