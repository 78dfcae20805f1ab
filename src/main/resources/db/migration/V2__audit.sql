-- Who last changed a row, and what operators did. Adds only what instances of the release before can do without, and gives up
-- after two seconds rather than keep writers waiting behind it for a lock; the next start tries again.
SET LOCAL lock_timeout = '2s';

-- The host (on Kubernetes the pod) of the instance that wrote the row last; NULL if that was an older release.
ALTER TABLE issue_mappings ADD COLUMN updated_by text;
ALTER TABLE comment_mappings ADD COLUMN updated_by text;

-- Room on each page, so that an update of a row that leaves all indexed columns alone touches no index.
ALTER TABLE issue_mappings SET (fillfactor = 90);
ALTER TABLE comment_mappings SET (fillfactor = 90);

CREATE TABLE audit_log (
	id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at      timestamptz NOT NULL DEFAULT now(),
	who     text        NOT NULL,
	action  text        NOT NULL,
	subject text        NOT NULL,
	detail  jsonb       NOT NULL DEFAULT '{}'
);

CREATE INDEX audit_log_at_idx ON audit_log (at, id);
CREATE INDEX audit_log_subject_idx ON audit_log (subject, at, id);

-- Append only: a row is never changed, and is removed only once it is 90 days old.
CREATE FUNCTION audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND OLD.at < now() - interval '90 days' THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'audit_log is append only; a row can be removed once it is 90 days old';
END $$;

CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
	FOR EACH ROW EXECUTE FUNCTION audit_log_append_only();

CREATE TRIGGER audit_log_not_truncated BEFORE TRUNCATE ON audit_log
	FOR EACH STATEMENT EXECUTE FUNCTION audit_log_append_only();
