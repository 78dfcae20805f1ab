package io.github.githubjirasync.mapping.jpa;

import java.time.Clock;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the reads from replicas, where there are any.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplicaProperties.class)
@Conditional(OnReplicas.class)
class ReplicaConfiguration {

	@Bean
	PostgresServers mappingPostgresServers(JdbcConnectionDetails details, ReplicaProperties properties) {
		return new PostgresServers(details.getJdbcUrl(), details.getUsername(), details.getPassword(),
				properties.connectTimeout(), properties.readTimeout());
	}

	@Bean
	ReplicaPool mappingReplicaPool(PostgresServers servers, ReplicaProperties properties, MeterRegistry registry) {
		return new ReplicaPool(servers, properties, registry);
	}

	@Bean
	ReplicaMonitor mappingReplicaMonitor(PostgresServers servers, ReplicaProperties properties, ReplicaPool pool) {
		return new ReplicaMonitor(servers, properties, Clock.systemUTC(), pool::use);
	}

	@Bean
	ReplicaMeters mappingReplicaMeters(MeterRegistry registry, ReplicaMonitor monitor) {
		return new ReplicaMeters(registry, monitor);
	}

	@Bean
	ReplicaHealthIndicator mappingReplicasHealthIndicator(ReplicaMonitor monitor) {
		return new ReplicaHealthIndicator(monitor);
	}

	@Bean
	RecentChanges mappingRecentChanges(ReplicaProperties properties, ObjectProvider<Ticker> ticker) {
		return new RecentChanges(properties.staleness(), ticker.getIfAvailable(Ticker::systemTicker));
	}

	/** The service's one data source stays the one that Spring Boot makes, but routes. */
	@Bean
	static BeanPostProcessor mappingReadRouting(ObjectProvider<ReplicaPool> pool) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (name.equals("dataSource") && bean instanceof DataSource primary)
						? pool.getObject().routing(primary) : bean;
			}

		};
	}

}
