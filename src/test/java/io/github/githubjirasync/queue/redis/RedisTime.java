package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/**
 * Lets time pass for a queue in Redis, whose clock cannot be moved: all times that it
 * stored move into the past instead.
 */
public final class RedisTime {

	private static final DefaultRedisScript<Long> SHIFT = new DefaultRedisScript<>("""
			local root, ms = KEYS[1], tonumber(ARGV[1])
			local function zset(name, by)
			  for _, id in ipairs(redis.call('ZRANGE', root .. name, 0, -1)) do
			    redis.call('ZINCRBY', root .. name, string.format('%.0f', -by), id)
			  end
			end
			zset(':waiting', ms * 1000)
			for _, name in ipairs({':delayed', ':active', ':completed', ':dead', ':live'}) do zset(name, ms) end
			local meta = redis.call('HGETALL', root .. ':meta')
			for i = 1, #meta, 2 do
			  local kind = string.sub(meta[i], 1, 2)
			  if kind == 'h:' or meta[i] == 'chance' then
			    redis.call('HSET', root .. ':meta', meta[i], string.format('%.0f', meta[i + 1] - ms))
			  elseif meta[i] == 'limit' then
			    redis.call('HSET', root .. ':meta', meta[i], string.format('%.0f', meta[i + 1] - ms * 1000))
			  end
			end
			for _, key in ipairs(redis.call('KEYS', root .. ':j:*')) do
			  local lane, place, rest = string.match(redis.call('GET', key), '^([^\\n]*\\n)(%d+)(.*)$')
			  if place then redis.call('SET', key, lane .. string.format('%.0f', place - ms * 1000) .. rest) end
			end
			local time = redis.call('TIME')
			return time[1] * 1000000 + time[2]
			""", Long.class);

	private RedisTime() {
	}

	/**
	 * Lets time pass.
	 * @param redis where
	 * @param root the partition's root
	 * @param duration how much
	 * @return Redis's own time of this, in µs
	 */
	public static long advance(StringRedisTemplate redis, String root, Duration duration) {
		return Objects.requireNonNull(redis.execute(SHIFT, List.of(root), Long.toString(duration.toMillis())));
	}

}
