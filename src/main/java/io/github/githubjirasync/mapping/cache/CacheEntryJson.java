package io.github.githubjirasync.mapping.cache;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.githubjirasync.mapping.IssueMapping;
import org.jspecify.annotations.Nullable;

/**
 * Entries as JSON, with the version of their format. Raise it when the shape of a mapping
 * changes: instances of different versions share one Redis during a deployment.
 */
final class CacheEntryJson {

	private static final int FORMAT = 1;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.addModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.serializationInclusion(JsonInclude.Include.NON_NULL)
		.build();

	private CacheEntryJson() {
	}

	static String write(CacheEntry entry) {
		try {
			return MAPPER.writeValueAsString(new Envelope(FORMAT, entry.id(), entry.version(), entry.mapping()));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Could not write mapping " + entry.id() + " as JSON", ex);
		}
	}

	/**
	 * Reads what a key holds.
	 * @return the entry, or empty if this is no entry of that key in the known format
	 */
	static Optional<CacheEntry> read(MappingKey key, String json) {
		try {
			Envelope read = MAPPER.readValue(json, Envelope.class);
			if (read.format() != FORMAT || (read.mapping() != null && !MappingKey.of(read.mapping()).contains(key))) {
				return Optional.empty();
			}
			return Optional.of(new CacheEntry(read.id(), read.version(), read.mapping()));
		}
		catch (JsonProcessingException | RuntimeException ex) {
			// Whatever is wrong with it, the database knows better.
			return Optional.empty();
		}
	}

	private record Envelope(int format, long id, long version, @Nullable IssueMapping mapping) {
	}

}
