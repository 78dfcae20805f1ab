package io.github.githubjirasync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A text of Jira, which keeps the form in which it came.
 *
 * @param given an ADF document, or a string of wiki markup
 */
record JiraText(JsonNode given) {

	/** A text field holds this many characters. */
	private static final int LIMIT = 32_767;

	/**
	 * Reads a text from a call.
	 * @param version 3 takes ADF, 2 takes wiki markup
	 * @param value the value
	 * @return the text, or {@code null} where it is null or empty
	 * @throws IllegalArgumentException with Jira's words, if the value is none
	 */
	static @Nullable JiraText read(int version, JsonNode value) {
		if (value.isNull() || value.isMissingNode() || (value.isTextual() && value.asText().isEmpty())) {
			return null;
		}
		if (version == 2 && !value.isTextual()) {
			throw new IllegalArgumentException("Operation value must be a string");
		}
		if (version == 3 && !value.isObject()) {
			throw new IllegalArgumentException(
					"Operation value must be an Atlassian Document (see the Atlassian Document Format)");
		}
		if (version == 3 && !(value.path("type").asText().equals("doc") && value.path("version").asInt() == 1
				&& value.path("content").isArray())) {
			throw new IllegalArgumentException("INVALID_INPUT");
		}
		JiraText text = new JiraText(value);
		if (text.wiki().length() > LIMIT) {
			throw new IllegalArgumentException((version == 3) ? "CONTENT_LIMIT_EXCEEDED"
					: "The entered text is too long. It exceeds the allowed limit of 32,767 characters.");
		}
		return text;
	}

	static JiraText ofWiki(String wiki) {
		return new JiraText(WikiToAdf.convert(wiki));
	}

	String wiki() {
		return this.given.isTextual() ? this.given.asText() : AdfToWiki.convert(this.given);
	}

	JsonNode adf() {
		return this.given.isTextual() ? WikiToAdf.convert(this.given.asText()) : this.given;
	}

	JsonNode as(int version) {
		return (version == 3) ? adf() : TextNode.valueOf(wiki());
	}

}
