package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** The length of JSON, found without writing it. */
final class AdfLength {

	/** What each character of ASCII takes more than one. */
	private static final byte[] ESCAPES = new byte[128];

	static {
		for (char c = 0; c < ESCAPES.length; c++) {
			ESCAPES[c] = (byte) (ofCharacter(c) - 1);
		}
	}

	private AdfLength() {
	}

	/**
	 * The length of a node's JSON without blanks.
	 * @param node the node
	 * @return UTF-16 characters
	 */
	static int of(JsonNode node) {
		if (node.isTextual()) {
			return ofText(node.textValue());
		}
		if (node.isArray()) {
			int length = 1;
			for (int i = 0; i < node.size(); i++) {
				length += of(node.get(i)) + 1;
			}
			return Math.max(2, length);
		}
		if (node.isObject()) {
			int length = 1;
			for (var field : node.properties()) {
				length += ofText(field.getKey()) + 1 + of(field.getValue()) + 1;
			}
			return Math.max(2, length);
		}
		return ofValue(node);
	}

	/**
	 * A number that the length of a node's JSON does not exceed, found without a look at
	 * {@linkplain CleanText most of its texts}.
	 * @param node a node
	 * @return UTF-16 characters, mostly less than twice as many as there are
	 */
	static int atMost(JsonNode node) {
		if (node instanceof AdfNode object) {
			NodeFields fields = object.fewFields();
			int length = 2 + fields.flatLength();
			for (int i = 0; fields.nested() && i < fields.size(); i++) {
				JsonNode value = fields.value(i);
				length += (value instanceof CleanText) ? 0 : atMost(value);
			}
			return length;
		}
		if (node instanceof ArrayNode) {
			int children = node.size();
			int length = 2 + children;
			for (int i = 0; i < children; i++) {
				length += atMost(node.get(i));
			}
			return length;
		}
		return (node instanceof CleanText text) ? text.atMost() : of(node);
	}

	private static int ofValue(JsonNode node) {
		return (node.isInt() ? node.asText() : node.toString()).length();
	}

	private static int ofText(String text) {
		int length = text.length() + 2;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			length += (c < 128) ? ESCAPES[c] : 0;
		}
		return length;
	}

	/**
	 * The length of a character within a JSON string.
	 * @param c the character
	 * @return 1, or 2 or 6 for one that is escaped
	 */
	static int ofCharacter(char c) {
		return switch (c) {
			case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
			default -> (c < ' ') ? 6 : 1;
		};
	}

}
