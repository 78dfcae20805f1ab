-- What operators do to many jobs at once, which goes on after their request has ended. Adds only.
CREATE TABLE operations (
	id              text        PRIMARY KEY,
	kind            text        NOT NULL,
	who             text        NOT NULL,
	query           jsonb       NOT NULL,
	rate_per_second integer     NOT NULL,
	state           text        NOT NULL,
	total           bigint,
	done            bigint      NOT NULL DEFAULT 0,
	skipped         bigint      NOT NULL DEFAULT 0,
	note            text,
	instance        text        NOT NULL,
	created_at      timestamptz NOT NULL DEFAULT now(),
	-- The latest sign of life of the instance that runs it.
	updated_at      timestamptz NOT NULL DEFAULT now(),
	ended_at        timestamptz
);

CREATE INDEX operations_created_idx ON operations (created_at, id);
