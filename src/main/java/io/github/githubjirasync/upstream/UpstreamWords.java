package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Finds in the body of a refusal what the upstream says about it: GitHub's
 * {@code message} and {@code errors[]}, Jira's {@code errorMessages} and {@code errors},
 * else the first words of a plain text or an HTML page.
 */
final class UpstreamWords {

	private static final int MAX_TEXT = 200;

	/** No error body worth reading is longer. */
	private static final int MAX_BYTES = 64 * 1024;

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]*)<", Pattern.CASE_INSENSITIVE);

	private UpstreamWords() {
	}

	static String read(byte[] body) {
		String text = new String(body, 0, Math.min(body.length, MAX_BYTES), StandardCharsets.UTF_8).strip();
		if (text.startsWith("{")) {
			try {
				return fromJson(JSON.readTree(text));
			}
			catch (IOException ex) {
				// Half a document, or none: its first words must do.
				return shortened(text, MAX_TEXT);
			}
		}
		if (text.startsWith("<")) {
			Matcher title = TITLE.matcher(text);
			text = title.find() ? title.group(1) : text.replaceAll("<[^>]*>", " ");
		}
		return shortened(text, MAX_TEXT);
	}

	private static String fromJson(JsonNode json) {
		Set<String> words = new LinkedHashSet<>();
		add(words, json.path("message"));
		// As OAuth 2.0 says it.
		add(words, json.path("error_description"));
		json.path("errorMessages").forEach((message) -> add(words, message));
		JsonNode errors = json.path("errors");
		if (errors.isObject()) {
			for (Map.Entry<String, JsonNode> error : errors.properties()) {
				words.add(error.getKey() + ": " + error.getValue().asText());
			}
		}
		else if (errors.isArray()) {
			errors.forEach((error) -> words.add(error.has("elementErrors") ? fromBulk(error) : fromGitHub(error)));
		}
		else {
			add(words, errors);
		}
		return shortened(String.join("; ", words), Integer.MAX_VALUE);
	}

	/** One of several issues that Jira was asked to create at once. */
	private static String fromBulk(JsonNode error) {
		return error.path("failedElementNumber").asText("?") + ": " + fromJson(error.path("elementErrors"));
	}

	private static void add(Set<String> words, JsonNode message) {
		if (message.isTextual() && !message.asText().isBlank()) {
			words.add(message.asText());
		}
	}

	/** {@code Issue.title: missing_field}, with the message where there is one. */
	private static String fromGitHub(JsonNode error) {
		if (!error.isObject()) {
			return error.asText();
		}
		StringBuilder text = new StringBuilder(error.path("resource").asText(""));
		if (error.hasNonNull("field")) {
			text.append(text.isEmpty() ? "" : ".").append(error.path("field").asText());
		}
		for (String detail : new String[] { error.path("code").asText(""), error.path("message").asText("") }) {
			// "custom" only says that the message has the reason.
			if (!detail.isEmpty() && !"custom".equals(detail)) {
				text.append(text.isEmpty() ? "" : ": ").append(detail);
			}
		}
		return text.toString();
	}

	/**
	 * One line without control characters.
	 * @param text any text
	 * @param max the most characters, ellipsis included
	 * @return the line
	 */
	static String shortened(String text, int max) {
		String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
		if (line.length() <= max) {
			return line;
		}
		int end = max - 1;
		if (Character.isHighSurrogate(line.charAt(end - 1))) {
			end--;
		}
		return line.substring(0, end) + "…";
	}

}
