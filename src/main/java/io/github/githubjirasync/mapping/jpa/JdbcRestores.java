package io.github.githubjirasync.mapping.jpa;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import io.github.githubjirasync.mapping.Restores;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the note that {@code restore.sh} leaves in the audit log. It is read once, since
 * no instance runs while a backup is put back.
 */
final class JdbcRestores implements Restores {

	private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String LATEST = """
			SELECT at, detail ->> 'name' FROM audit_log
			WHERE subject = 'backup' AND action = 'restore' ORDER BY at DESC, id DESC LIMIT 1""";

	private final JdbcTemplate jdbc;

	private volatile @Nullable List<Restore> read;

	JdbcRestores(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<Restore> latest() {
		List<Restore> known = this.read;
		if (known == null) {
			known = this.jdbc.query(LATEST, (row, number) -> new Restore(NAME.parse(row.getString(2), Instant::from),
					row.getTimestamp(1).toInstant()));
			this.read = known;
		}
		return known.stream().findFirst();
	}

}
