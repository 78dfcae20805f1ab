package io.github.githubjirasync.sync.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.githubjirasync.sync.BackfillProgress;
import io.github.githubjirasync.sync.BackfillStore;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Keeps the progress of each link as JSON in {@code {gjs:backfill}:<link>} for 90 days,
 * who runs it in {@code …:owner} for a minute, and whether it shall end in
 * {@code …:cancel} for an hour.
 */
final class RedisBackfillStore implements BackfillStore {

	private static final String ROOT = "{gjs:backfill}:";

	private static final RedisScript<Long> RELEASE = RedisScript
		.of("if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0", Long.class);

	private static final Duration KEPT = Duration.ofDays(90);

	private static final Duration HELD = Duration.ofMinutes(1);

	private static final Duration CANCELLED = Duration.ofHours(1);

	private final ObjectMapper mapper = JsonMapper.builder()
		.addModule(new JavaTimeModule())
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final StringRedisTemplate redis;

	RedisBackfillStore(StringRedisTemplate redis) {
		this.redis = redis;
	}

	@Override
	public Optional<BackfillProgress> find(String link) {
		return Optional.ofNullable(this.redis.opsForValue().get(ROOT + link)).map((json) -> {
			try {
				return this.mapper.readValue(json, BackfillProgress.class);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The progress of the backfill of link " + link + " cannot be read", ex);
			}
		});
	}

	@Override
	public void save(BackfillProgress progress) {
		try {
			this.redis.opsForValue().set(ROOT + progress.link(), this.mapper.writeValueAsString(progress), KEPT);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean hold(String link, String owner) {
		String key = ROOT + link + ":owner";
		if (Boolean.TRUE.equals(this.redis.opsForValue().setIfAbsent(key, owner, HELD))) {
			return true;
		}
		return owner.equals(this.redis.opsForValue().get(key)) && Boolean.TRUE.equals(this.redis.expire(key, HELD));
	}

	@Override
	public boolean held(String link) {
		return Boolean.TRUE.equals(this.redis.hasKey(ROOT + link + ":owner"));
	}

	@Override
	public void release(String link, String owner) {
		this.redis.execute(RELEASE, List.of(ROOT + link + ":owner"), owner);
	}

	@Override
	public void cancel(String link, boolean wanted) {
		String key = ROOT + link + ":cancel";
		if (wanted) {
			this.redis.opsForValue().set(key, "1", CANCELLED);
		}
		else {
			this.redis.delete(List.of(key));
		}
	}

	@Override
	public boolean cancelled(String link) {
		return Boolean.TRUE.equals(this.redis.hasKey(ROOT + link + ":cancel"));
	}

}
