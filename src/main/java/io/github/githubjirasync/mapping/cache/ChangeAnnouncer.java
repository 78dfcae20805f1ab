package io.github.githubjirasync.mapping.cache;

import java.util.Map;

import io.github.githubjirasync.mapping.IssueMappingChanged;
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
		Map<MappingKey, CacheEntry> entries = CacheEntry.after(change);
		this.redis.announce(entries);
		this.local.forget(entries.keySet());
	}

}
