package io.github.githubjirasync.mapping.jpa;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.testing.TestServers;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The migrations, from each version that was released to the newest, on a database that
 * holds data and is in use.
 */
@Tag("long")
class SchemaUpgradeIntegrationTests {

	/** What the first release writes, and an instance of it goes on writing beside us. */
	private static final String CLAIM_OF_VERSION_1 = """
			INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number,
				synced_state, created_at, updated_at, sync_version)
			VALUES ('widgets', %d, 'acme/widgets', 12, '{"fields":{}}', now(), now(), 0)""";

	private static final String MAPPING_OF_VERSION_1 = """
			INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number,
				jira_issue_id, jira_key, jira_project_key, synced_state, created_at, updated_at, sync_version)
			VALUES ('widgets', 4000000001, 'acme/widgets', 12, 10042, 'WID-7', 'WID',
				'{"githubUpdatedAt":"2026-01-02T03:04:05Z","fields":{"title":{"github":"Größe","jira":"Groesse"}}}',
				'2026-01-01T00:00:00Z', '2026-01-02T03:04:06.000007Z', 3)""";

	private static final String COMMENT_OF_VERSION_1 = """
			INSERT INTO comment_mappings (issue_mapping_id, github_comment_id, jira_comment_id,
				synced_state, created_at, updated_at, sync_version)
			SELECT id, 4000000002, 10043, '{"fields":{}}', now(), now(), 1 FROM issue_mappings""";

	static List<String> earlierVersions() {
		List<String> all = Arrays.stream(flyway(TestServers.newDatabase(), "latest").info().all())
			.map((migration) -> migration.getVersion().getVersion())
			.toList();
		return all.subList(0, all.size() - 1);
	}

	@ParameterizedTest
	@MethodSource("earlierVersions")
	void dataOfAnEarlierVersionIsAllThereAfterTheUpgrade(String version) throws SQLException {
		String database = TestServers.newDatabase();
		flyway(database, version).migrate();
		execute(database, MAPPING_OF_VERSION_1, COMMENT_OF_VERSION_1);
		try (MappingInstance instance = MappingInstance.start(database, TestServers.redisUrl())) {
			IssueMapping mapping = instance.issues().loadByGitHubIssue(4_000_000_001L).orElseThrow();
			assertThat(mapping.link()).isEqualTo("widgets");
			assertThat(mapping.github())
				.isEqualTo(new GitHubSide(4_000_000_001L, new GitHubIssueRef("acme/widgets", 12)));
			assertThat(mapping.jira()).isEqualTo(new JiraSide(10_042, new JiraIssueKey("WID-7")));
			assertThat(mapping.state().fields()).isEqualTo(Map.of("title", new FieldState("Größe", "Groesse")));
			assertThat(mapping.createdAt()).isEqualTo("2026-01-01T00:00:00Z");
			assertThat(mapping.updatedAt()).isEqualTo("2026-01-02T03:04:06.000007Z");
			assertThat(mapping.syncVersion()).isEqualTo(3);
			assertThat(instance.comments().findByJiraComment(10_043)).map((comment) -> comment.issueMappingId())
				.contains(mapping.id());
			assertThat(instance.issues().save(mapping).syncVersion()).isEqualTo(4);

			instance.jdbc().execute(CLAIM_OF_VERSION_1.formatted(4_000_000_009L));
			assertThat(instance.issues().loadByGitHubIssue(4_000_000_009L)).isPresent();
		}
	}

	@Test
	void writerInTheWayOfALockIsLetThroughAndTheNextStartGoesOn() throws Exception {
		String database = TestServers.newDatabase();
		flyway(database, "1").migrate();
		try (Connection writer = DriverManager.getConnection(database)) {
			writer.setAutoCommit(false);
			execute(writer, MAPPING_OF_VERSION_1);
			assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> flyway(database, "2").migrate())
				.withMessageContaining("lock timeout");
			execute(database, CLAIM_OF_VERSION_1.formatted(1));
			writer.commit();
		}
		assertThat(flyway(database, "2").migrate().success).isTrue();
		assertThat(count(database, "SELECT count(*) FROM issue_mappings")).isEqualTo(2);
	}

	@Test
	void readsAndWritesGoOnWhileIndexesAreBuilt() throws Exception {
		String database = TestServers.newDatabase();
		flyway(database, "2").migrate();
		CompletableFuture<?> migration;
		try (Connection writer = DriverManager.getConnection(database)) {
			writer.setAutoCommit(false);
			execute(writer, MAPPING_OF_VERSION_1);
			migration = CompletableFuture.supplyAsync(() -> flyway(database, "3").migrate());
			await().atMost(Duration.ofSeconds(20))
				.pollInterval(Duration.ofMillis(20))
				.until(() -> count(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid") > 0);
			execute(database, "SET statement_timeout = '1s'", CLAIM_OF_VERSION_1.formatted(1),
					"UPDATE issue_mappings SET sync_version = 1 WHERE github_issue_id = 1",
					"SELECT * FROM issue_mappings WHERE github_issue_id = 1",
					"DELETE FROM issue_mappings WHERE github_issue_id = 1");
			assertThat(migration).isNotDone();
			writer.commit();
		}
		migration.get(30, TimeUnit.SECONDS);
		assertThat(count(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isZero();
	}

	@Test
	void migrationMayTakeLongerThanAStatementOfTheService() throws Exception {
		String database = TestServers.newDatabase();
		flyway(database, "2").migrate();
		CompletableFuture<MappingInstance> start;
		try (Connection writer = DriverManager.getConnection(database)) {
			writer.setAutoCommit(false);
			execute(writer, MAPPING_OF_VERSION_1);
			// The building of the index waits for the writer.
			start = CompletableFuture
				.supplyAsync(() -> MappingInstance.start(database + "&socketTimeout=1", TestServers.redisUrl()));
			String waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
					+ "AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND query_start < now() - interval '1500 ms'";
			await().atMost(Duration.ofSeconds(30))
				.pollInterval(Duration.ofMillis(100))
				.until(() -> start.isDone() || count(database, waits) > 0);
			assertThat(start).isNotDone();
			writer.commit();
		}
		start.get(30, TimeUnit.SECONDS).close();
		assertThat(count(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isZero();
	}

	@Test
	void indexThatAnInterruptedBuildLeftBehindIsBuiltAnew() throws Exception {
		String database = TestServers.newDatabase();
		flyway(database, "2").migrate();
		execute(database, "CREATE INDEX issue_mappings_link_idx ON issue_mappings (updated_by)");
		flyway(database, "3").migrate();
		assertThat(count(database, "SELECT count(*) FROM pg_indexes WHERE indexname = 'issue_mappings_link_idx' "
				+ "AND indexdef LIKE '%(link, id)'"))
			.isEqualTo(1);
	}

	@Test
	void auditLogCanOnlyGrowAndLoseWhatIsOld() throws Exception {
		String database = TestServers.newDatabase();
		flyway(database, "latest").migrate();
		String row = "INSERT INTO audit_log (at, who, action, subject) VALUES (now() - interval '%s', 'ada', 'replay', 'job 1')";
		execute(database, row.formatted("91 days"), row.formatted("89 days"));
		for (String change : List.of("UPDATE audit_log SET who = 'bob'", "DELETE FROM audit_log",
				"TRUNCATE audit_log")) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(database, change))
				.withMessageContaining("append only");
		}
		execute(database, "DELETE FROM audit_log WHERE at < now() - interval '90 days'");
		assertThat(count(database, "SELECT count(*) FROM audit_log")).isEqualTo(1);
	}

	private static Flyway flyway(String database, String target) {
		return Flyway.configure()
			.dataSource(database, null, null)
			.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
			.target(target)
			.load();
	}

	private static void execute(String database, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database)) {
			execute(connection, statements);
		}
	}

	private static void execute(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private static long count(String database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getLong(1);
		}
	}

}
