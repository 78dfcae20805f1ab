-- The sessions of browsers, which any instance can go on with. The columns are those of Spring Session. Adds only.
CREATE TABLE ops_sessions (
	primary_id            char(36) PRIMARY KEY,
	session_id            char(36) NOT NULL UNIQUE,
	-- Times in ms since 1970, the interval in s.
	creation_time         bigint   NOT NULL,
	last_access_time      bigint   NOT NULL,
	max_inactive_interval integer  NOT NULL,
	expiry_time           bigint   NOT NULL,
	principal_name        text
);

CREATE INDEX ops_sessions_expiry_idx ON ops_sessions (expiry_time);
CREATE INDEX ops_sessions_principal_idx ON ops_sessions (principal_name);

CREATE TABLE ops_sessions_attributes (
	session_primary_id char(36) NOT NULL REFERENCES ops_sessions (primary_id) ON DELETE CASCADE,
	attribute_name     text     NOT NULL,
	attribute_bytes    bytea    NOT NULL,
	PRIMARY KEY (session_primary_id, attribute_name)
);
