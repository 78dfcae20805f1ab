package io.github.githubjirasync.ops.history;

import java.time.Clock;

import io.github.githubjirasync.queue.JobQueue;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Wires the history.
 */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

	@Bean
	HistoryStore historyStore(StringRedisTemplate redis) {
		return new RedisHistoryStore(redis);
	}

	@Bean
	HistoryRecorder historyRecorder(HistoryStore store, ObjectProvider<JobQueue> queue) {
		return new HistoryRecorder(store, queue, Clock.systemUTC());
	}

	@Bean
	History history(HistoryStore store) {
		return new History(store, Clock.systemUTC());
	}

}
