package io.github.githubjirasync.ops.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.ops.desk.BulkOperation.Kind;
import io.github.githubjirasync.ops.desk.BulkOperation.Letters;
import io.github.githubjirasync.ops.desk.BulkOperation.State;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The operations in PostgreSQL. An instance owns those that it runs and shows from time
 * to time that it lives; after {@link #SILENCE} they count as interrupted.
 */
final class OperationStore {

	/** After so long without a sign of life an operation is not run any more. */
	static final Duration SILENCE = Duration.ofSeconds(30);

	private static final String COLUMNS = "SELECT *, state = 'running' AND updated_at < now() - interval '30 seconds' "
			+ "AS silent FROM operations ";

	private static final int KEPT_DAYS = 90;

	private final JdbcClient jdbc;

	private final ObjectMapper mapper;

	OperationStore(JdbcClient jdbc, ObjectMapper mapper) {
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	void create(String id, Kind kind, String who, Letters query, int ratePerSecond, @Nullable Long total,
			String instance) {
		this.jdbc.sql("DELETE FROM operations WHERE created_at < now() - ? * interval '1 day'")
			.param(KEPT_DAYS)
			.update();
		this.jdbc
			.sql("INSERT INTO operations (id, kind, who, query, rate_per_second, state, total, instance) "
					+ "VALUES (?, ?, ?, ?::jsonb, ?, 'running', ?, ?)")
			.params(id, name(kind), who, json(query), ratePerSecond, total, instance)
			.update();
	}

	Optional<BulkOperation> find(String id) {
		return this.jdbc.sql(COLUMNS + "WHERE id = ?").param(id).query(this::operation).optional();
	}

	List<BulkOperation> newest(int limit) {
		return this.jdbc.sql(COLUMNS + "ORDER BY created_at DESC, id DESC LIMIT ?")
			.param(limit)
			.query(this::operation)
			.list();
	}

	/**
	 * Adds to what was done, and shows that its instance lives.
	 * @return whether this instance is to go on
	 */
	boolean progress(String id, String instance, long done, long skipped) {
		return this.jdbc
			.sql("UPDATE operations SET done = done + ?, skipped = skipped + ?, updated_at = now() "
					+ "WHERE id = ? AND instance = ? RETURNING state")
			.params(done, skipped, id, instance)
			.query(String.class)
			.optional()
			.filter("running"::equals)
			.isPresent();
	}

	/** Ends an operation that runs here; does nothing if it does not. */
	void end(String id, String instance, State state, @Nullable String note) {
		this.jdbc
			.sql("UPDATE operations SET state = ?, note = ?, ended_at = now(), updated_at = now() "
					+ "WHERE id = ? AND instance = ? AND state = 'running'")
			.params(name(state), note, id, instance)
			.update();
	}

	/** Returns {@code false} if it did not run. */
	boolean cancel(String id) {
		return this.jdbc
			.sql("UPDATE operations SET state = 'cancelled', ended_at = now() WHERE id = ? AND state = 'running'")
			.param(id)
			.update() == 1;
	}

	/** Returns {@code false} if it runs, or all is done. */
	boolean resume(String id, String instance) {
		return this.jdbc.sql(
				"UPDATE operations SET state = 'running', instance = ?, updated_at = now(), ended_at = NULL, note = NULL "
						+ "WHERE id = ? AND (state IN ('cancelled', 'interrupted', 'failed') "
						+ "OR state = 'running' AND updated_at < now() - interval '30 seconds')")
			.params(instance, id)
			.update() == 1;
	}

	private BulkOperation operation(ResultSet row, int number) throws SQLException {
		State state = row.getBoolean("silent") ? State.INTERRUPTED
				: State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
		long total = row.getLong("total");
		Long known = row.wasNull() ? null : total;
		OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
		return new BulkOperation(row.getString("id"), Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
				row.getString("who"), letters(row.getString("query")), row.getInt("rate_per_second"), state, known,
				row.getLong("done"), row.getLong("skipped"), row.getString("note"), row.getString("instance"),
				time(row, "created_at"), time(row, "updated_at"), (ended != null) ? ended.toInstant() : null);
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private String json(Letters query) {
		try {
			return this.mapper.writeValueAsString(query);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A query could not be written as JSON", ex);
		}
	}

	private Letters letters(String json) {
		try {
			return this.mapper.readValue(json, Letters.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A stored query could not be read", ex);
		}
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
