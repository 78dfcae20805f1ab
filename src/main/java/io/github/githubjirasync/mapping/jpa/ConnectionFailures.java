package io.github.githubjirasync.mapping.jpa;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells that a server could not be asked, or ended the work for reasons of its own, from
 * a statement that is at fault.
 */
final class ConnectionFailures {

	/** Connection exception; too many connections and the like. */
	private static final Set<String> CLASSES = Set.of("08", "53");

	/**
	 * Shut down, crashed, starting; and what a replica answers when replay needs what a
	 * query reads.
	 */
	private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "40001", "40P01");

	private ConnectionFailures() {
	}

	static boolean caused(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && isOne(sql)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isOne(SQLException ex) {
		String state = ex.getSQLState();
		return ex instanceof SQLTransientConnectionException || ex instanceof SQLNonTransientConnectionException
				|| ex instanceof SQLRecoverableException
				|| (state != null && (STATES.contains(state) || CLASSES.contains(state.substring(0, 2))));
	}

}
