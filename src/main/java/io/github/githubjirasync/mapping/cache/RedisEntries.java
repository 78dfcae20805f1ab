package io.github.githubjirasync.mapping.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.githubjirasync.mapping.cache.CacheMeters.Layer;
import io.github.githubjirasync.mapping.cache.CacheMeters.Result;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The entries in Redis, and the channel on which instances tell each other of changes.
 * Never throws for want of Redis. Each command names one key, as a cluster needs it.
 * Changes that could not be written are kept, up to {@value #MAX_UNSENT} keys, and these
 * keys are dropped from Redis as soon as it answers again; beyond that the entries' time
 * to live bounds how long Redis holds what is out of date.
 */
final class RedisEntries {

	/** A message holds the changed keys, separated by a space. */
	static final String CHANNEL = "cache:mapping:changed";

	static final int MAX_UNSENT = 1000;

	/** As many keys as a change of one mapping touches, at most. */
	private static final int FEW = 4;

	private static final RedisScript<Long> PUT_IF_NEWER = RedisScript
		.of(new ClassPathResource("put-if-newer.lua", RedisEntries.class), Long.class);

	private final StringRedisTemplate redis;

	private final RedisOutage outage;

	private final CacheMeters meters;

	private final Duration timeToLive;

	private final Set<MappingKey> unsent = ConcurrentHashMap.newKeySet();

	RedisEntries(StringRedisTemplate redis, RedisOutage outage, CacheMeters meters, Duration timeToLive) {
		this.redis = redis;
		this.outage = outage;
		this.meters = meters;
		this.timeToLive = timeToLive;
	}

	Optional<CacheEntry> find(MappingKey key) {
		dropUnsent();
		Optional<List<String>> answer = this.meters.time(Layer.L2, () -> this.outage.attempt(() -> get(key)));
		if (answer.isEmpty()) {
			this.meters.count(Layer.L2, Result.ERROR);
			return Optional.empty();
		}
		Optional<CacheEntry> entry = Optional.ofNullable(answer.get().get(0))
			.filter((json) -> !this.unsent.contains(key))
			.flatMap((json) -> CacheEntryJson.read(key, json));
		this.meters.count(Layer.L2, entry.isPresent() ? Result.HIT : Result.MISS);
		return entry;
	}

	/** Stores what was read, where Redis holds nothing newer. */
	void store(Map<MappingKey, CacheEntry> entries) {
		entries.forEach((key, entry) -> this.outage.attempt(() -> put(key, entry)));
	}

	/** Stores what has changed and tells all instances. */
	void announce(Map<MappingKey, CacheEntry> entries) {
		dropUnsent();
		boolean sent = (entries.size() > FEW) ? putMany(entries)
				: entries.entrySet()
					.stream()
					.allMatch((each) -> this.outage.attempt(() -> put(each.getKey(), each.getValue())).isPresent());
		if (!sent || !publish(entries.keySet())) {
			keepUnsent(entries.keySet());
		}
	}

	/**
	 * Of the wrong type is as good as absent: MGET does not complain of it, GET would.
	 */
	private List<String> get(MappingKey key) {
		return Objects.requireNonNull(this.redis.opsForValue().multiGet(List.of(key.redisKey())));
	}

	private Long put(MappingKey key, CacheEntry entry) {
		return this.redis.execute(PUT_IF_NEWER, List.of(key.redisKey()), CacheEntryJson.write(entry),
				Long.toString(entry.id()), Long.toString(entry.version()), Long.toString(this.timeToLive.toMillis()));
	}

	/**
	 * Without waiting for each answer; the script goes along, as Redis may not know it.
	 */
	private boolean putMany(Map<MappingKey, CacheEntry> entries) {
		byte[] script = bytes(PUT_IF_NEWER.getScriptAsString());
		RedisCallback<Object> puts = (connection) -> {
			entries.forEach((key, entry) -> connection.scriptingCommands()
				.eval(script, ReturnType.INTEGER, 1, bytes(key.redisKey()), bytes(CacheEntryJson.write(entry)),
						bytes(Long.toString(entry.id())), bytes(Long.toString(entry.version())),
						bytes(Long.toString(this.timeToLive.toMillis()))));
			return null;
		};
		return this.outage.attempt(() -> this.redis.executePipelined(puts)).isPresent();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private boolean publish(Set<MappingKey> keys) {
		String message = keys.stream().map(MappingKey::toString).collect(Collectors.joining(" "));
		return this.outage.attempt(() -> this.redis.convertAndSend(CHANNEL, message)).isPresent();
	}

	private void keepUnsent(Set<MappingKey> keys) {
		if (this.unsent.size() + keys.size() <= MAX_UNSENT) {
			this.unsent.addAll(keys);
		}
	}

	private void dropUnsent() {
		if (this.unsent.isEmpty() || this.outage.ongoing()) {
			return;
		}
		Set<MappingKey> keys = Set.copyOf(this.unsent);
		this.unsent.removeAll(keys);
		boolean dropped = keys.stream()
			.allMatch((key) -> this.outage.attempt(() -> this.redis.unlink(key.redisKey())).isPresent());
		if (!dropped || !publish(keys)) {
			keepUnsent(keys);
		}
	}

}
