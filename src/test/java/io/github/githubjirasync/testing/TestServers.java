package io.github.githubjirasync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * One PostgreSQL and one Redis for all tests of a JVM, started when first asked for.
 * Where they come from, the first that applies: the environment variables
 * {@code TEST_POSTGRES_URL} (a {@code jdbc:postgresql:} URL of a superuser's database)
 * and {@code TEST_REDIS_URL}; containers, with {@code -Dtest.servers=testcontainers};
 * embedded binaries.
 */
public final class TestServers {

	private static final boolean CONTAINERS = "testcontainers".equals(System.getProperty("test.servers"));

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private TestServers() {
	}

	/**
	 * The URL of a new, empty database.
	 * @return a JDBC URL with its credentials
	 */
	public static String newDatabase() {
		String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
		try (Connection connection = DriverManager.getConnection(Postgres.URL);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the test database " + name, ex);
		}
		return Postgres.URL.replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + name);
	}

	/**
	 * The shared Redis. Tests of one JVM run one after the other, so each may flush it.
	 * @return a {@code redis://} URL
	 */
	public static String redisUrl() {
		return Redis.URL;
	}

	private static final class Postgres {

		private static final String URL = url();

		private static String url() {
			String named = System.getenv("TEST_POSTGRES_URL");
			if (named != null) {
				return named;
			}
			if (CONTAINERS) {
				PostgreSQLContainer<?> container = new PostgreSQLContainer<>("postgres:16-alpine");
				container.start();
				return container.getJdbcUrl() + "&user=" + container.getUsername() + "&password="
						+ container.getPassword();
			}
			try {
				EmbeddedPostgres postgres = EmbeddedPostgres.builder()
					.setPort(FreePorts.next())
					.setServerConfig("max_connections", "300")
					.setServerConfig("fsync", "off")
					.setServerConfig("shared_buffers", "32MB")
					.start();
				return postgres.getJdbcUrl("postgres", "postgres");
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Could not start the embedded PostgreSQL", ex);
			}
		}

	}

	private static final class Redis {

		private static final String URL = url();

		private static String url() {
			String named = System.getenv("TEST_REDIS_URL");
			if (named != null) {
				return named;
			}
			if (CONTAINERS) {
				GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse("redis:7-alpine"))
					.withCommand("redis-server", "--appendonly", "yes", "--protected-mode", "no")
					.withExposedPorts(6379)
					.waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\n", 1));
				container.start();
				return "redis://" + Objects.requireNonNull(container.getHost()) + ":" + container.getMappedPort(6379);
			}
			return RedisProcess.start("--appendfsync", "no").url();
		}

	}

}
