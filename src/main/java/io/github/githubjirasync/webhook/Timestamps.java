package io.github.githubjirasync.webhook;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import org.jspecify.annotations.Nullable;

/**
 * Reads points in time as either upstream writes them: {@code 2026-08-01T10:00:00Z},
 * {@code 2026-08-01T10:00:00.123+0000} or {@code +00:00}, or milliseconds since 1970.
 */
final class Timestamps {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.appendPattern("[XXX][XX]")
		.toFormatter();

	private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

	private Timestamps() {
	}

	static @Nullable Instant parse(@Nullable String text) {
		return (text != null) ? inRange(OffsetDateTime.parse(text, FORMAT).toInstant()) : null;
	}

	static @Nullable Instant ofMillis(@Nullable Long millis) {
		return (millis != null) ? inRange(Instant.ofEpochMilli(millis)) : null;
	}

	private static Instant inRange(Instant instant) {
		if (instant.isBefore(Instant.EPOCH) || instant.isAfter(END)) {
			throw new UnreadableException("A point in time is not between 1970 and 9999");
		}
		return instant;
	}

}
