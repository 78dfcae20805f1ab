package io.github.githubjirasync.mapping.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.githubjirasync.mapping.IssueMappings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Wires the caches in front of the mappings in the database.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MappingCacheProperties.class)
class MappingCacheConfiguration {

	@Bean
	CacheConnections mappingCacheConnections(LettuceConnectionFactory base, MappingCacheProperties properties) {
		return new CacheConnections(base, properties.redisTimeout());
	}

	@Bean
	CacheMeters mappingCacheMeters(MeterRegistry registry) {
		return new CacheMeters(registry);
	}

	@Bean
	RedisEntries mappingCacheEntries(CacheConnections connections, CacheMeters meters,
			MappingCacheProperties properties, ObjectProvider<Ticker> ticker) {
		RedisOutage outage = new RedisOutage(ticker.getIfAvailable(Ticker::systemTicker), connections::reset);
		return new RedisEntries(connections.template(), outage, meters, properties.l2Ttl());
	}

	/** The one that everybody is given. */
	@Bean
	LocalIssueMappings issueMappings(@Qualifier("jpaIssueMappings") IssueMappings database, RedisEntries entries,
			CacheMeters meters, MappingCacheProperties properties, ObjectProvider<Ticker> ticker) {
		LocalIssueMappings local = new LocalIssueMappings(new RedisIssueMappings(database, entries, meters), meters,
				properties, ticker.getIfAvailable(Ticker::systemTicker));
		meters.watch(local::size);
		return local;
	}

	@Bean
	ChangeAnnouncer mappingChangeAnnouncer(RedisEntries entries, LocalIssueMappings local) {
		return new ChangeAnnouncer(entries, local);
	}

	@Bean
	ChangeSubscriber mappingChangeSubscriber(CacheConnections connections, LocalIssueMappings local) {
		return new ChangeSubscriber(connections, local);
	}

}
