package io.github.githubjirasync.jira;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;

/**
 * Reads Jira's timestamps, whose offset has no colon:
 * {@code 2026-01-02T03:04:05.678+0000}.
 */
final class JiraTime extends JsonDeserializer<Instant> {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.appendPattern("[XXX][XX]")
		.toFormatter();

	@Override
	public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
		String text = parser.getValueAsString("");
		try {
			return OffsetDateTime.parse(text, FORMAT).toInstant();
		}
		catch (DateTimeException ex) {
			throw context.weirdStringException(text, Instant.class, "not a timestamp of Jira's");
		}
	}

}
