package io.github.githubjirasync.sandbox;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A request as an endpoint sees it.
 *
 * @param method the HTTP method
 * @param path the encoded path below the API's root
 * @param query the query parameters, decoded
 * @param variables the path variables, decoded
 * @param headers the headers, by names in lower case
 * @param body the body
 */
record Request(String method, String path, Map<String, String> query, Map<String, String> variables,
		Map<String, String> headers, byte[] body) {

	static Request of(String method, URI uri, String root, Map<String, List<String>> headers, byte[] body) {
		Map<String, String> query = new LinkedHashMap<>();
		for (String pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				query.merge(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)),
						(first, second) -> first + "," + second);
			}
		}
		Map<String, String> flat = new LinkedHashMap<>();
		headers.forEach((name, values) -> flat.put(name.toLowerCase(Locale.ROOT), values.get(0)));
		return new Request(method, uri.getRawPath().substring(root.length()), query, Map.of(), flat, body);
	}

	Request with(Map<String, String> found) {
		return new Request(this.method, this.path, this.query, found, this.headers, this.body);
	}

	Request at(String other) {
		return new Request(this.method, other, this.query, this.variables, this.headers, this.body);
	}

	List<String> segments() {
		List<String> segments = new ArrayList<>();
		for (String segment : this.path.split("/")) {
			if (!segment.isEmpty()) {
				// A plus sign stands for itself in a path.
				segments.add(decode(segment.replace("+", "%2B")));
			}
		}
		return segments;
	}

	String variable(String name) {
		return Objects.requireNonNull(this.variables.get(name), name);
	}

	@Nullable String parameter(String name) {
		return this.query.get(name);
	}

	String parameter(String name, String otherwise) {
		return this.query.getOrDefault(name, otherwise);
	}

	/**
	 * A number from the query, kept within bounds.
	 * @param name the parameter
	 * @param otherwise what to take where it is missing or no number
	 * @param least the lower bound
	 * @param most the upper bound
	 * @return the number
	 */
	int number(String name, int otherwise, int least, int most) {
		try {
			int value = Integer.parseInt(this.query.getOrDefault(name, Integer.toString(otherwise)));
			return Math.max(least, Math.min(most, value));
		}
		catch (NumberFormatException ex) {
			return otherwise;
		}
	}

	/**
	 * The body as JSON.
	 * @return the tree
	 * @throws JsonProcessingException if it is not JSON
	 */
	JsonNode json() throws JsonProcessingException {
		return Json.parse(this.body);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
