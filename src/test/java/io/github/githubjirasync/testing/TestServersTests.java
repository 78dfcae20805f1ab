package io.github.githubjirasync.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestServers} and {@link RedisProcess}.
 */
class TestServersTests {

	@Test
	void newDatabaseIsEmptyAndSpeaksPostgres() throws Exception {
		try (Connection connection = DriverManager.getConnection(TestServers.newDatabase());
				Statement statement = connection.createStatement();
				ResultSet tables = statement.executeQuery("SELECT count(*) FROM pg_stat_user_tables")) {
			assertThat(tables.next()).isTrue();
			assertThat(tables.getInt(1)).isZero();
		}
	}

	@Test
	void redisRestartsOnTheSamePortAfterAKill() {
		try (RedisProcess redis = RedisProcess.start()) {
			long first = redis.pid();
			redis.kill();
			assertThat(redis.running()).isFalse();
			redis.restart();
			assertThat(redis.running()).isTrue();
			assertThat(redis.pid()).isNotEqualTo(first);
		}
	}

}
