package io.github.githubjirasync.mapping.jpa;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionFailures}.
 */
class ConnectionFailuresTests {

	@ParameterizedTest
	@ValueSource(strings = { "08001", "08006", "53300", "57P01", "57P02", "57P03", "40001" })
	void serverThatDoesNotServeIsOne(String state) {
		assertThat(ConnectionFailures.caused(new RuntimeException(new SQLException("x", state)))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "23505", "42P01", "25006", "57014" })
	void statementAtFaultIsNone(String state) {
		assertThat(ConnectionFailures.caused(new RuntimeException(new SQLException("x", state)))).isFalse();
	}

	@Test
	void poolWithoutAConnectionIsOneAndAnythingElseIsNone() {
		assertThat(ConnectionFailures.caused(new SQLTransientConnectionException("timed out"))).isTrue();
		assertThat(ConnectionFailures.caused(new SQLException("without a state"))).isFalse();
		assertThat(ConnectionFailures.caused(new IllegalStateException("x"))).isFalse();
	}

}
