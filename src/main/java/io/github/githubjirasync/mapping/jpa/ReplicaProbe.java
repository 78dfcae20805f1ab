package io.github.githubjirasync.mapping.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Asks one server how far it is, over a connection of its own that it keeps. For one
 * thread.
 */
final class ReplicaProbe implements AutoCloseable {

	private static final String POSITION_OF_PRIMARY = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn";

	private static final String POSITION_OF_REPLICA = """
			SELECT pg_is_in_recovery(), coalesce(pg_last_wal_replay_lsn() - '0/0'::pg_lsn, 0),
				coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0)""";

	private final DataSource server;

	private @Nullable Connection connection;

	ReplicaProbe(DataSource server) {
		this.server = server;
	}

	/** How far the primary has written its log. */
	long primary() throws SQLException {
		return ask(POSITION_OF_PRIMARY, (row) -> row.getLong(1));
	}

	Answer replica() throws SQLException {
		return ask(POSITION_OF_REPLICA, (row) -> new Answer(row.getBoolean(1), row.getLong(2),
				Duration.ofMillis((long) (row.getDouble(3) * 1000))));
	}

	@Override
	public void close() {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (SQLException ex) {
				// It is of no use any more, however it ends.
			}
		}
	}

	private <T> T ask(String sql, Reader<T> reader) throws SQLException {
		Connection open = this.connection;
		if (open == null) {
			open = this.server.getConnection();
			this.connection = open;
		}
		try (Statement statement = open.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return reader.read(row);
		}
		catch (SQLException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * What a replica says of itself.
	 *
	 * @param inRecovery whether it is a replica at all
	 * @param position how far it has replayed the log
	 * @param sinceReplayed how old the last transaction is that it replayed
	 */
	record Answer(boolean inRecovery, long position, Duration sinceReplayed) {
	}

	private interface Reader<T> {

		T read(ResultSet row) throws SQLException;

	}

}
