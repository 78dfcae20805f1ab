package io.github.githubjirasync.ops.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The audit log in PostgreSQL, whose table refuses changes.
 */
final class JdbcAuditLog implements AuditLog {

	private static final Logger logger = LoggerFactory.getLogger(JdbcAuditLog.class);

	private static final int MAX_LIMIT = 200;

	private static final String LIST = """
			SELECT id, at, who, action, subject, detail FROM audit_log
			WHERE (:who::text IS NULL OR who = :who) AND (:action::text IS NULL OR action = :action)
			AND (:subject::text IS NULL OR subject = :subject)
			AND at >= :from AND at < :to AND (at, id) < (:at, :id)
			ORDER BY at DESC, id DESC LIMIT :limit""";

	private static final OffsetDateTime EARLIEST = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

	private static final OffsetDateTime LATEST = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

	private final JdbcClient jdbc;

	private final ObjectMapper mapper;

	JdbcAuditLog(JdbcClient jdbc, ObjectMapper mapper) {
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	@Override
	public void record(String who, String action, String subject, Map<String, ?> detail) {
		try {
			this.jdbc.sql("INSERT INTO audit_log (who, action, subject, detail) VALUES (?, ?, ?, ?::jsonb)")
				.params(who, action, subject, this.mapper.writeValueAsString(detail))
				.update();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("The detail of an audit entry could not be written", ex);
		}
		logger.info("{} does {} to {}", who, action, subject);
	}

	@Override
	public Slice<Entry> list(Query query, @Nullable String after, int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw DeskException.invalid("limit is between 1 and " + MAX_LIMIT + ", got " + limit);
		}
		Cursor cursor = (after != null) ? Cursor.read(after) : new Cursor(LATEST, Long.MAX_VALUE);
		List<Entry> entries = this.jdbc.sql(LIST)
			.param("who", query.who())
			.param("action", query.action())
			.param("subject", query.subject())
			.param("from", time(query.from(), EARLIEST))
			.param("to", time(query.to(), LATEST))
			.param("at", cursor.at)
			.param("id", cursor.id)
			.param("limit", limit + 1)
			.query(this::entry)
			.list();
		if (entries.size() <= limit) {
			return new Slice<>(entries, null, true);
		}
		Entry last = entries.get(limit - 1);
		return new Slice<>(entries.subList(0, limit), new Cursor(last.at().atOffset(ZoneOffset.UTC), last.id()).text(),
				true);
	}

	private static OffsetDateTime time(@Nullable Instant time, OffsetDateTime otherwise) {
		return (time != null) ? time.atOffset(ZoneOffset.UTC) : otherwise;
	}

	private Entry entry(ResultSet row, int number) throws SQLException {
		try {
			return new Entry(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
					row.getString("who"), row.getString("action"), row.getString("subject"),
					this.mapper.readValue(row.getString("detail"), new TypeReference<Map<String, Object>>() {
					}));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("The detail of an audit entry could not be read", ex);
		}
	}

	/** The last entry of the part before. */
	private record Cursor(OffsetDateTime at, long id) {

		private String text() {
			return this.at.toInstant() + "_" + this.id;
		}

		private static Cursor read(String text) {
			int underscore = text.indexOf('_');
			try {
				return new Cursor(Instant.parse(text.substring(0, Math.max(0, underscore))).atOffset(ZoneOffset.UTC),
						Long.parseLong(text.substring(underscore + 1)));
			}
			catch (RuntimeException ex) {
				throw DeskException.invalid("The cursor is none; take it from 'next' of the page before");
			}
		}

	}

}
