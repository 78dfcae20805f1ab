package io.github.githubjirasync.mapping.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Where the pool for reads gets its connections: the driver spreads them over the
 * replicas that may be read from now, and takes the primary if it reaches none of them.
 */
final class ReplicaSource extends AbstractDataSource {

	private final PostgresServers servers;

	private final List<PostgresHost> primary;

	private volatile DataSource current;

	/** Until the replicas have been looked at, the primary serves. */
	ReplicaSource(PostgresServers servers, Collection<PostgresHost> replicas) {
		this.servers = servers;
		List<PostgresHost> primary = new ArrayList<>(servers.primary());
		// A host may be named as both, so that writes follow it when it is promoted.
		primary.removeAll(replicas);
		this.primary = List.copyOf(primary);
		this.current = servers.toPrimary();
	}

	/**
	 * Sets where further connections go.
	 * @param usable the replicas that may be read from
	 * @param promoted those that are no longer replicas
	 */
	void use(Set<PostgresHost> usable, Set<PostgresHost> promoted) {
		if (usable.isEmpty()) {
			this.current = this.servers.toPrimary();
			return;
		}
		List<PostgresHost> others = new ArrayList<>(this.primary);
		others.addAll(promoted);
		PGSimpleDataSource source = this.servers.toReplicas(usable, others);
		this.current = source;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return connection(DataSource::getConnection);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return connection((source) -> source.getConnection(username, password));
	}

	/**
	 * A connection that was begun before a change would be in the pool after it, with a
	 * replica that is not to be read from any more.
	 */
	private Connection connection(Connector connector) throws SQLException {
		while (true) {
			DataSource chosen = this.current;
			Connection connection = connector.connect(chosen);
			if (chosen == this.current) {
				return connection;
			}
			connection.close();
		}
	}

	/** A way to get a connection of a data source. */
	private interface Connector {

		Connection connect(DataSource source) throws SQLException;

	}

}
