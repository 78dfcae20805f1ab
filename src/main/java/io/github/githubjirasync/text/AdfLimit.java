package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Cuts ADF documents to a length. */
final class AdfLimit {

	private AdfLimit() {
	}

	static ObjectNode limit(ObjectNode document, int maxCharacters, String fullTextUrl) {
		if (AdfLength.atMost(document) <= maxCharacters || AdfLength.of(document) <= maxCharacters) {
			return document;
		}
		ObjectNode tail = AdfNodes.node("paragraph");
		tail.putArray("content")
			.add(AdfNodes.text("\u2026 "))
			.add(AdfNodes.text("Full text", 0, new Link(fullTextUrl, null)));
		ObjectNode empty = withoutContent(document);
		empty.putArray("content").add(tail);
		int budget = maxCharacters - AdfLength.of(empty);
		if (budget < 0) {
			throw new IllegalArgumentException("A limit of " + maxCharacters + " characters has no room for the link");
		}
		ArrayNode kept = empty.putArray("content");
		fill(AdfNodes.content(document), kept, budget);
		kept.add(tail);
		return empty;
	}

	/**
	 * Copies as many children as fit, and of the first that does not, what fits of it.
	 * @param children the children
	 * @param kept where to copy to
	 * @param budget the characters left, with a comma behind each child
	 */
	private static void fill(JsonNode children, ArrayNode kept, int budget) {
		int left = budget;
		for (JsonNode child : children) {
			int length = AdfLength.of(child) + 1;
			if (length > left) {
				JsonNode part = cut(child, left - 1);
				if (part != null) {
					kept.add(part);
				}
				return;
			}
			kept.add(child);
			left -= length;
		}
	}

	private static @Nullable JsonNode cut(JsonNode node, int budget) {
		if (!(node instanceof ObjectNode)) {
			return null;
		}
		ObjectNode part = withoutContent(node);
		if (AdfNodes.type(node).equals("text")) {
			part.put("text", "");
			String text = prefix(node.path("text").asText(""), budget - AdfLength.of(part));
			return text.isEmpty() ? null : part.put("text", text);
		}
		if (AdfNodes.content(node).isEmpty()) {
			return null;
		}
		ArrayNode kept = part.putArray("content");
		fill(AdfNodes.content(node), kept, budget - AdfLength.of(part));
		return kept.isEmpty() ? null : part;
	}

	private static ObjectNode withoutContent(JsonNode node) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		node.fields().forEachRemaining((field) -> {
			if (!field.getKey().equals("content")) {
				copy.set(field.getKey(), field.getValue());
			}
		});
		return copy;
	}

	/**
	 * The longest beginning of a text whose JSON is short enough.
	 * @param text the text
	 * @param budget the most characters of its JSON without quotes
	 * @return the beginning, never with half a character
	 */
	private static String prefix(String text, int budget) {
		int left = budget;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			left -= AdfLength.ofCharacter(c);
			if (left < 0) {
				boolean half = i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
				return text.substring(0, half ? i - 1 : i);
			}
		}
		return text;
	}

}
