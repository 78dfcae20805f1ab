package io.github.githubjirasync.mapping.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.githubjirasync.mapping.SyncedState;

/**
 * The {@code synced_state} column. It has a JSON mapper of its own, so that no setting of
 * the web layer changes what is stored. Properties that it does not know are left out, so
 * that an older version can run beside a newer one.
 */
final class SyncedStateJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.addModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.serializationInclusion(JsonInclude.Include.NON_NULL)
		.build();

	private SyncedStateJson() {
	}

	static String write(SyncedState state) {
		try {
			return MAPPER.writeValueAsString(state);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Could not write a synced state as JSON", ex);
		}
	}

	static SyncedState read(String json) {
		try {
			return MAPPER.readValue(json, SyncedState.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("The column synced_state holds no synced state", ex);
		}
	}

}
