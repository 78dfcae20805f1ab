package io.github.githubjirasync.mapping.cache;

import java.time.Duration;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Connections to the service's Redis for the cache alone. A cache that has to be waited
 * for is worse than none, so that these fail early where the others may wait. They are no
 * connection factory in the application context, where the health of Redis would be
 * reported twice.
 */
final class CacheConnections implements AutoCloseable {

	private final LettuceConnectionFactory factory;

	CacheConnections(LettuceConnectionFactory base, Duration timeout) {
		this.factory = like(base, new ImpatientClient(base.getClientConfiguration(), timeout));
		this.factory.afterPropertiesSet();
	}

	StringRedisTemplate template() {
		return new StringRedisTemplate(this.factory);
	}

	RedisConnection connect() {
		return this.factory.getConnection();
	}

	/** The next command is sent on a new connection. */
	void reset() {
		this.factory.resetConnection();
	}

	@Override
	public void close() {
		this.factory.destroy();
	}

	private static LettuceConnectionFactory like(LettuceConnectionFactory base, LettuceClientConfiguration client) {
		if (base.getClusterConfiguration() != null) {
			return new LettuceConnectionFactory(base.getClusterConfiguration(), client);
		}
		if (base.getSentinelConfiguration() != null) {
			return new LettuceConnectionFactory(base.getSentinelConfiguration(), client);
		}
		return new LettuceConnectionFactory(base.getStandaloneConfiguration(), client);
	}

}
