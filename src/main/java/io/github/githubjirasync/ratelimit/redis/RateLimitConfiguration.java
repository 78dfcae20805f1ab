package io.github.githubjirasync.ratelimit.redis;

import java.time.Clock;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.RateLimitProperties;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Wires the budgets.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class RateLimitConfiguration {

	@Bean
	Budgets budgets(RedisConnectionFactory connections, RateLimitProperties properties) {
		Clock clock = Clock.systemUTC();
		return new FallbackBudgets(new RedisBudgets(connections, properties.timeout()),
				new LocalBudgets(clock, properties.fallbackShare()), clock);
	}

}
