package io.github.githubjirasync.bench;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Mappings by the million, made by the database itself. The GitHub id of row {@code i} is
 * {@code GITHUB + i}, its Jira id {@code JIRA + i}, for {@code i} from 1.
 */
final class MappingRows {

	static final long GITHUB = 5_000_000_000L;

	static final long JIRA = 10_000_000L;

	private static final long STEP = 500_000;

	private MappingRows() {
	}

	static void insert(JdbcTemplate jdbc, long rows) {
		for (long from = 1; from <= rows; from += STEP) {
			jdbc.update("""
					INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number,
						jira_issue_id, jira_key, jira_project_key, synced_state, created_at, updated_at, sync_version)
					SELECT 'link-' || i % 100, 5000000000 + i, 'acme/repository-' || i % 1000, i / 1000 + 1,
						10000000 + i, 'PRJ' || i % 100 || '-' || i / 100 + 1, 'PRJ' || i % 100,
						jsonb_build_object('githubUpdatedAt', '2026-01-02T03:04:05Z', 'fields', jsonb_build_object(
							'title', jsonb_build_object('github', md5(i::text), 'jira', md5(i::text)))),
						now(), now(), 1
					FROM generate_series(?::bigint, ?::bigint) AS i""", from, Math.min(rows, from + STEP - 1));
			System.err.println("inserted " + Math.min(rows, from + STEP - 1) + " of " + rows);
		}
		jdbc.execute("VACUUM ANALYZE issue_mappings");
	}

}
