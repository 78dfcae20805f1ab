package io.github.githubjirasync.ops.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Keeps rows in Redis: one hash an hour, one field a minute and instance, about 250 bytes
 * each. The hashes expire after 25 hours, so that ten instances hold some 4 MB, which
 * Redis may evict before it refuses a job.
 */
final class RedisHistoryStore implements HistoryStore {

	private static final Duration KEPT = Duration.ofHours(25);

	private static final int MINUTES = 60;

	private static final ObjectMapper MAPPER = new JsonMapper();

	private final StringRedisTemplate redis;

	RedisHistoryStore(StringRedisTemplate redis) {
		this.redis = redis;
	}

	@Override
	public void put(long minute, String instance, MinuteRow row) {
		String key = key(minute / MINUTES);
		try {
			this.redis.opsForHash().put(key, minute + " " + instance, MAPPER.writeValueAsString(row));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A row of the history could not be written as JSON", ex);
		}
		this.redis.expire(key, KEPT);
	}

	@Override
	public Map<Long, List<MinuteRow>> read(long from, long to) {
		Map<Long, List<MinuteRow>> rows = new HashMap<>();
		for (long hour = from / MINUTES; hour <= to / MINUTES; hour++) {
			Map<String, String> fields = this.redis.<String, String>opsForHash().entries(key(hour));
			fields.forEach((field, json) -> {
				long minute = Long.parseLong(field.substring(0, field.indexOf(' ')));
				if (minute >= from && minute <= to) {
					rows.computeIfAbsent(minute, (key) -> new ArrayList<>()).add(read(json));
				}
			});
		}
		return rows;
	}

	private static MinuteRow read(String json) {
		try {
			return MAPPER.readValue(json, MinuteRow.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A row of the history could not be read: " + ex.getOriginalMessage(), ex);
		}
	}

	private static String key(long hour) {
		return "gjs:history:" + hour;
	}

}
