package io.github.githubjirasync.mapping.jpa;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.github.githubjirasync.mapping.SyncedState;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The columns that both kinds of mapping have. Rows come to be by a claim's
 * {@code INSERT}, so that only Hibernate makes instances.
 */
@MappedSuperclass
abstract class VersionedEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private long id;

	@JdbcTypeCode(SqlTypes.JSON)
	private String syncedState;

	private Instant createdAt;

	private Instant updatedAt;

	private @Nullable String updatedBy;

	@Version
	private long syncVersion;

	@SuppressWarnings("NullAway.Init")
	VersionedEntity() {
	}

	long id() {
		return this.id;
	}

	SyncedState state() {
		return SyncedStateJson.read(this.syncedState);
	}

	Instant createdAt() {
		return this.createdAt;
	}

	Instant updatedAt() {
		return this.updatedAt;
	}

	long syncVersion() {
		return this.syncVersion;
	}

	/**
	 * Takes a new state. The time of the change always moves on, by a microsecond at
	 * least, so that each save changes the row and adds 1 to its version.
	 */
	void update(SyncedState state, Stamps stamps) {
		this.syncedState = SyncedStateJson.write(state);
		Instant earliest = this.updatedAt.plus(1, ChronoUnit.MICROS);
		Instant now = stamps.now();
		this.updatedAt = now.isBefore(earliest) ? earliest : now;
		this.updatedBy = stamps.host();
	}

}
