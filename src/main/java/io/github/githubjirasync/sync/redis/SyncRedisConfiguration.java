package io.github.githubjirasync.sync.redis;

import io.github.githubjirasync.sync.BackfillStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Wires what sync keeps in Redis.
 */
@Configuration(proxyBeanMethods = false)
class SyncRedisConfiguration {

	@Bean
	BackfillStore backfillStore(RedisConnectionFactory connections) {
		return new RedisBackfillStore(new StringRedisTemplate(connections));
	}

}
