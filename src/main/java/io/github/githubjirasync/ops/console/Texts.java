package io.github.githubjirasync.ops.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts fit to be shown.
 */
final class Texts {

	private static final ObjectMapper MAPPER = new JsonMapper();

	private static final int LONGEST = 200_000;

	private Texts() {
	}

	static @Nullable String orNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	static String json(Object value) {
		try {
			return MAPPER.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Rules could not be written as JSON", ex);
		}
	}

	/**
	 * A stored text, in lines if it is JSON.
	 * @param text the text
	 * @return at most 200,000 characters of it
	 */
	static String readable(String text) {
		String lines = text;
		try {
			lines = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(text));
		}
		catch (JsonProcessingException ex) {
			// It is shown as it is.
		}
		return (lines.length() <= LONGEST) ? lines
				: lines.substring(0, LONGEST) + "\n… " + (lines.length() - LONGEST) + " more characters";
	}

}
