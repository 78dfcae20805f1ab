package io.github.githubjirasync.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.testing.TestServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Look-ups in a table of very many mappings against one of ten thousand.
 */
final class RowsFigures {

	private static final long SMALL = 10_000;

	private static final int LOOK_UPS = 10_000;

	private final MappingBench bench;

	RowsFigures(MappingBench bench) {
		this.bench = bench;
	}

	void run(int rounds, long rows) throws Exception {
		try (EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setServerConfig("fsync", "off")
			.setServerConfig("shared_buffers", "1GB")
			.setServerConfig("maintenance_work_mem", "512MB")
			.setServerConfig("max_wal_size", "8GB")
			.setServerConfig("autovacuum", "off")
			.setPGStartupWait(Duration.ofSeconds(30))
			.start()) {
			JdbcTemplate jdbc = new JdbcTemplate(
					new DriverManagerDataSource(server.getJdbcUrl("postgres", "postgres")));
			jdbc.execute("CREATE DATABASE small");
			jdbc.execute("CREATE DATABASE large");
			fill(server.getJdbcUrl("postgres", "small"), SMALL);
			long begin = System.nanoTime();
			fill(server.getJdbcUrl("postgres", "large"), rows);
			Results.line("rows", Long.toString(rows));
			Results.line("rows_load_seconds", Results.number((System.nanoTime() - begin) / 1e9));
			try (MappingInstance small = start(server, "small"); MappingInstance large = migrate(server)) {
				compare(small, large, rounds, rows);
			}
		}
	}

	/** As the first release made the table, so that the others migrate what is full. */
	private static void fill(String database, long rows) {
		Flyway.configure().dataSource(database, null, null).target("1").load().migrate();
		MappingRows.insert(new JdbcTemplate(new DriverManagerDataSource(database)), rows);
	}

	private MappingInstance migrate(EmbeddedPostgres server) {
		long begin = System.nanoTime();
		Flyway.configure()
			.dataSource(server.getJdbcUrl("postgres", "large"), null, null)
			.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
			.load()
			.migrate();
		Results.line("rows_migration_seconds", Results.number((System.nanoTime() - begin) / 1e9));
		return start(server, "large");
	}

	private static MappingInstance start(EmbeddedPostgres server, String database) {
		return MappingInstance.start(server.getJdbcUrl("postgres", database), TestServers.redisUrl(),
				"logging.level.root=error");
	}

	private void compare(MappingInstance small, MappingInstance large, int rounds, long rows) {
		for (int round = -1; round < rounds; round++) {
			double smallService = service(small, SMALL);
			double largeService = service(large, rows);
			double smallStatement = statement(small, SMALL);
			double largeStatement = statement(large, rows);
			if (round >= 0) {
				this.bench.add("rows_small_lookup_us", smallService);
				this.bench.add("rows_large_lookup_us", largeService);
				this.bench.add("rows_small_statement_us", smallStatement);
				this.bench.add("rows_large_statement_us", largeStatement);
			}
		}
		this.bench.print("rows_small_lookup_us", "rows_large_lookup_us", "rows_small_statement_us",
				"rows_large_statement_us");
		Results.line("rows_statement_ratio", Results
			.number(this.bench.median("rows_large_statement_us") / this.bench.median("rows_small_statement_us")));
		this.bench.judge("rows_lookup_ratio",
				this.bench.median("rows_large_lookup_us") / this.bench.median("rows_small_lookup_us"), "<= 1.2");
	}

	/** As the service looks up, past the caches: the median in microseconds. */
	private static double service(MappingInstance instance, long rows) {
		IssueMappings database = (IssueMappings) instance.bean("jpaIssueMappings");
		SplittableRandom random = new SplittableRandom();
		long[] nanos = new long[LOOK_UPS];
		for (int i = 0; i < LOOK_UPS; i++) {
			long row = random.nextLong(1, rows + 1);
			long begin = System.nanoTime();
			boolean found = ((i % 2 == 0) ? database.findByGitHubIssue(MappingRows.GITHUB + row)
					: database.findByJiraIssue(MappingRows.JIRA + row))
				.isPresent();
			nanos[i] = System.nanoTime() - begin;
			if (!found) {
				throw new IllegalStateException("Mapping " + row + " was not found");
			}
		}
		return median(nanos);
	}

	/** The bare statement on one connection: the median in microseconds. */
	private static double statement(MappingInstance instance, long rows) {
		SplittableRandom random = new SplittableRandom();
		long[] nanos = new long[LOOK_UPS];
		instance.jdbc().execute((ConnectionCallback<Object>) (connection) -> look(connection, random, rows, nanos));
		return median(nanos);
	}

	private static Object look(Connection connection, SplittableRandom random, long rows, long[] nanos)
			throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT * FROM issue_mappings WHERE github_issue_id = ?")) {
			for (int i = 0; i < nanos.length; i++) {
				statement.setLong(1, MappingRows.GITHUB + random.nextLong(1, rows + 1));
				long begin = System.nanoTime();
				try (ResultSet row = statement.executeQuery()) {
					row.next();
				}
				nanos[i] = System.nanoTime() - begin;
			}
		}
		return nanos;
	}

	private static double median(long[] nanos) {
		Arrays.sort(nanos);
		return nanos[nanos.length / 2] / 1e3;
	}

}
