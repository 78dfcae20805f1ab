package io.github.githubjirasync.mapping.jpa;

import java.util.Set;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The connections for reads that may be a little late. It is no data source in the
 * application context, where whoever wants the database would have to choose.
 */
final class ReplicaPool implements AutoCloseable {

	private static final int VALIDATION_TIMEOUT_MILLIS = 1000;

	private static final int KEEPALIVE_MILLIS = 30_000;

	private final ReplicaSource source;

	private final HikariDataSource pool;

	ReplicaPool(PostgresServers servers, ReplicaProperties properties, MeterRegistry registry) {
		this.source = new ReplicaSource(servers, properties.hosts().stream().map(PostgresHost::parse).toList());
		HikariConfig config = new HikariConfig();
		config.setPoolName("mapping-replicas");
		config.setDataSource(this.source);
		config.setReadOnly(true);
		config.setMaximumPoolSize(properties.poolSize());
		config.setConnectionTimeout(properties.connectTimeout().toMillis());
		config.setValidationTimeout(Math.min(VALIDATION_TIMEOUT_MILLIS, properties.connectTimeout().toMillis()));
		config.setKeepaliveTime(KEEPALIVE_MILLIS);
		config.setMaxLifetime(properties.connectionLifetime().toMillis());
		// The service starts, and the primary serves, whatever the replicas do.
		config.setInitializationFailTimeout(-1);
		config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
		this.pool = new HikariDataSource(config);
	}

	/**
	 * A data source that sends read-only transactions here and all others to the primary.
	 * @param primary the pool of the primary
	 */
	DataSource routing(DataSource primary) {
		LazyConnectionDataSourceProxy routing = new LazyConnectionDataSourceProxy();
		routing.setTargetDataSource(primary);
		routing.setReadOnlyDataSource(this.pool);
		// What a new connection is like need not be found out at the start.
		routing.setDefaultAutoCommit(true);
		routing.setDefaultTransactionIsolationName("TRANSACTION_READ_COMMITTED");
		routing.afterPropertiesSet();
		return routing;
	}

	/** Sends further reads elsewhere; those that are under way end where they are. */
	void use(Set<PostgresHost> usable, Set<PostgresHost> promoted) {
		this.source.use(usable, promoted);
		spreadAnew();
	}

	/** Has all connections made anew, those in use once they are given back. */
	void spreadAnew() {
		this.pool.getHikariPoolMXBean().softEvictConnections();
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
