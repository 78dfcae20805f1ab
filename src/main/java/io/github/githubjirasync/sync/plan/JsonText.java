package io.github.githubjirasync.sync.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads ADF documents that travel as text.
 */
final class JsonText {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private JsonText() {
	}

	static JsonNode parse(String json) {
		try {
			return MAPPER.readTree(json);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("An ADF document is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

}
