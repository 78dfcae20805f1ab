-- An index for each way in which mappings are listed or found by something else than an id. Built while reads and writes go on,
-- hence outside a transaction; a build that was interrupted leaves an invalid index behind, hence the drops.

DROP INDEX CONCURRENTLY IF EXISTS issue_mappings_link_idx;
CREATE INDEX CONCURRENTLY issue_mappings_link_idx ON issue_mappings (link, id);

DROP INDEX CONCURRENTLY IF EXISTS issue_mappings_repo_idx;
CREATE INDEX CONCURRENTLY issue_mappings_repo_idx ON issue_mappings (github_repo, github_issue_number, id);

DROP INDEX CONCURRENTLY IF EXISTS issue_mappings_project_idx;
CREATE INDEX CONCURRENTLY issue_mappings_project_idx ON issue_mappings (jira_project_key, id);

DROP INDEX CONCURRENTLY IF EXISTS issue_mappings_key_idx;
CREATE INDEX CONCURRENTLY issue_mappings_key_idx ON issue_mappings (jira_key, id);

-- Claims only, so that it stays small.
DROP INDEX CONCURRENTLY IF EXISTS issue_mappings_claim_idx;
CREATE INDEX CONCURRENTLY issue_mappings_claim_idx ON issue_mappings (id)
	WHERE github_issue_id IS NULL OR jira_issue_id IS NULL;
