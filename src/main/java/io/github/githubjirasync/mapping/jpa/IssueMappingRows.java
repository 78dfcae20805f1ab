package io.github.githubjirasync.mapping.jpa;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Statements on many rows of {@code issue_mappings} at once: the values of each column go
 * as one array. Each runs in the caller's transaction. Rows are locked and inserted in a
 * fixed order, so that two statements do not block each other for ever.
 */
final class IssueMappingRows {

	private final JdbcTemplate jdbc;

	IssueMappingRows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	List<IssueMapping> byGitHubIssues(Collection<Long> ids) {
		return query("SELECT * FROM issue_mappings WHERE github_issue_id = ANY(?)", Column.of("bigint", ids));
	}

	List<IssueMapping> byJiraIssues(Collection<Long> ids) {
		return query("SELECT * FROM issue_mappings WHERE jira_issue_id = ANY(?)", Column.of("bigint", ids));
	}

	List<IssueMapping> lock(Collection<Long> ids) {
		return query("SELECT * FROM issue_mappings WHERE id = ANY(?) ORDER BY id FOR UPDATE", Column.of("bigint", ids));
	}

	List<IssueMapping> lockOfRepository(String repository, int limit) {
		return query("""
				SELECT * FROM issue_mappings WHERE id IN (
					SELECT id FROM issue_mappings WHERE github_repo = ? ORDER BY github_issue_number, id LIMIT ?)
				ORDER BY id FOR UPDATE""", repository, limit);
	}

	List<IssueMapping> lockOfProject(String projectKey, int limit) {
		return query("""
				SELECT * FROM issue_mappings WHERE id IN (
					SELECT id FROM issue_mappings WHERE jira_project_key = ? ORDER BY id LIMIT ?)
				ORDER BY id FOR UPDATE""", projectKey, limit);
	}

	/** Inserts claims; returns those that are new. */
	List<IssueMapping> insertGitHubClaims(String link, Collection<GitHubSide> issues, String state, Stamps stamps) {
		OffsetDateTime now = time(stamps.now());
		return query("""
				INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number,
					synced_state, created_at, updated_at, sync_version, updated_by)
				SELECT ?, issue.id, issue.repo, issue.number, CAST(? AS jsonb), ?, ?, 0, ?
				FROM unnest(?, ?, ?) AS issue (id, repo, number) ORDER BY issue.id
				ON CONFLICT (github_issue_id) DO NOTHING RETURNING *""", link, state, now, now, stamps.host(),
				Column.of("bigint", issues, GitHubSide::issueId),
				Column.of("text", issues, (issue) -> issue.ref().repository()),
				Column.of("bigint", issues, (issue) -> issue.ref().number()));
	}

	/** Inserts claims; returns those that are new. */
	List<IssueMapping> insertJiraClaims(String link, Collection<JiraSide> issues, String state, Stamps stamps) {
		OffsetDateTime now = time(stamps.now());
		return query("""
				INSERT INTO issue_mappings (link, jira_issue_id, jira_key, jira_project_key,
					synced_state, created_at, updated_at, sync_version, updated_by)
				SELECT ?, issue.id, issue.key, issue.project, CAST(? AS jsonb), ?, ?, 0, ?
				FROM unnest(?, ?, ?) AS issue (id, key, project) ORDER BY issue.id
				ON CONFLICT (jira_issue_id) DO NOTHING RETURNING *""", link, state, now, now, stamps.host(),
				Column.of("bigint", issues, JiraSide::issueId),
				Column.of("text", issues, (issue) -> issue.key().value()),
				Column.of("text", issues, (issue) -> issue.key().projectKey()));
	}

	/** Stores mappings whose rows are locked, each with its version and 1. */
	List<IssueMapping> update(Collection<IssueMapping> mappings, Stamps stamps) {
		return query("""
				UPDATE issue_mappings SET link = given.link, github_issue_id = given.github_issue_id,
					github_repo = given.github_repo, github_issue_number = given.github_issue_number,
					jira_issue_id = given.jira_issue_id, jira_key = given.jira_key,
					jira_project_key = given.jira_project_key, synced_state = CAST(given.synced_state AS jsonb),
					updated_at = greatest(CAST(? AS timestamptz), updated_at + interval '1 microsecond'),
					updated_by = ?, sync_version = sync_version + 1
				FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS given (id, link, github_issue_id, github_repo,
					github_issue_number, jira_issue_id, jira_key, jira_project_key, synced_state)
				WHERE issue_mappings.id = given.id RETURNING issue_mappings.*""", time(stamps.now()), stamps.host(),
				Column.of("bigint", mappings, IssueMapping::id), Column.of("text", mappings, IssueMapping::link),
				gitHub("bigint", mappings, GitHubSide::issueId),
				gitHub("text", mappings, (side) -> side.ref().repository()),
				gitHub("bigint", mappings, (side) -> side.ref().number()), jira("bigint", mappings, JiraSide::issueId),
				jira("text", mappings, (side) -> side.key().value()),
				jira("text", mappings, (side) -> side.key().projectKey()),
				Column.of("text", mappings, (mapping) -> SyncedStateJson.write(mapping.state())));
	}

	private List<IssueMapping> query(String sql, Object... values) {
		return this.jdbc.query((connection) -> prepare(connection, sql, values), (row, number) -> mapping(row));
	}

	private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		for (int i = 0; i < values.length; i++) {
			if (values[i] instanceof Column column) {
				Array array = connection.createArrayOf(column.type(), column.values());
				statement.setArray(i + 1, array);
			}
			else {
				statement.setObject(i + 1, values[i]);
			}
		}
		return statement;
	}

	private static IssueMapping mapping(ResultSet row) throws SQLException {
		return new IssueMapping(row.getLong("id"), row.getString("link"), gitHubSide(row), jiraSide(row),
				SyncedStateJson.read(row.getString("synced_state")), instant(row, "created_at"),
				instant(row, "updated_at"), row.getLong("sync_version"));
	}

	private static @Nullable GitHubSide gitHubSide(ResultSet row) throws SQLException {
		String repository = row.getString("github_repo");
		return (repository == null) ? null : new GitHubSide(row.getLong("github_issue_id"),
				new GitHubIssueRef(repository, row.getLong("github_issue_number")));
	}

	private static @Nullable JiraSide jiraSide(ResultSet row) throws SQLException {
		String key = row.getString("jira_key");
		return (key == null) ? null : new JiraSide(row.getLong("jira_issue_id"), new JiraIssueKey(key));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static OffsetDateTime time(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Column gitHub(String type, Collection<IssueMapping> mappings,
			Function<GitHubSide, @Nullable Object> value) {
		return Column.of(type, mappings, (mapping) -> {
			GitHubSide side = mapping.github();
			return (side != null) ? value.apply(side) : null;
		});
	}

	private static Column jira(String type, Collection<IssueMapping> mappings,
			Function<JiraSide, @Nullable Object> value) {
		return Column.of(type, mappings, (mapping) -> {
			JiraSide side = mapping.jira();
			return (side != null) ? value.apply(side) : null;
		});
	}

	/** The values of one column. */
	private record Column(String type, @Nullable Object[] values) {

		static Column of(String type, Collection<?> values) {
			return new Column(type, values.toArray());
		}

		static <T> Column of(String type, Collection<T> rows, Function<T, @Nullable Object> value) {
			return new Column(type, rows.stream().map(value).toArray());
		}

	}

}
