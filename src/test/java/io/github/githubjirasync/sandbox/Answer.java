package io.github.githubjirasync.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an endpoint answers.
 *
 * @param status the HTTP status
 * @param headers its headers
 * @param body its body, may be empty
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

	static Answer json(int status, JsonNode body) {
		return new Answer(status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.bytes(body));
	}

	static Answer ok(JsonNode body) {
		return json(200, body);
	}

	static Answer created(JsonNode body) {
		return json(201, body);
	}

	static Answer none() {
		return new Answer(204, Map.of(), new byte[0]);
	}

	static Answer redirect(String location) {
		return new Answer(302, Map.of("Location", location), new byte[0]);
	}

	Answer with(Map<String, String> more) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.putAll(more);
		return new Answer(this.status, all, this.body);
	}

}
