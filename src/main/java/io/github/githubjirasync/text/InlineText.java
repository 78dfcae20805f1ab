package io.github.githubjirasync.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.JsonNode;

/** The text that inline nodes and media of ADF stand for in a language without them. */
final class InlineText {

	/** In front of the name of a file that only Jira holds. */
	static final String FILE = "\uD83D\uDCCE";

	private InlineText() {
	}

	/**
	 * The text of a node without children.
	 * @param node an inline node or one of an unknown type
	 * @return the text, empty when it has none
	 */
	static String of(JsonNode node) {
		return switch (AdfNodes.type(node)) {
			case "text" -> ofText(node);
			case "emoji" -> {
				String text = AdfNodes.attribute(node, "text");
				yield text.isEmpty() ? AdfNodes.attribute(node, "shortName") : text;
			}
			case "date" -> date(AdfNodes.attribute(node, "timestamp"));
			case "inlineCard", "blockCard", "embedCard" -> card(node);
			case "media", "mediaInline" -> file(node);
			case "mention" -> {
				String text = AdfNodes.attribute(node, "text");
				yield text.isEmpty() ? "@" + AdfNodes.attribute(node, "id") : text.startsWith("@") ? text : "@" + text;
			}
			default -> {
				String text = AdfNodes.attribute(node, "text");
				yield text.isEmpty() ? node.path("text").asText("") : text;
			}
		};
	}

	/**
	 * The text of a node of text.
	 * @param node the node
	 * @return its text
	 */
	static String ofText(JsonNode node) {
		return AdfNodes.field(node, "text").asText("");
	}

	static String cardUrl(JsonNode card) {
		String url = AdfNodes.attribute(card, "url");
		return url.isEmpty() ? card.path("attrs").path("data").path("url").asText("") : url;
	}

	/**
	 * The text of a smart link: the key, when it leads to a Jira issue.
	 * @param card the node
	 * @return the key or the address
	 */
	private static String card(JsonNode card) {
		String url = cardUrl(card);
		int browse = url.lastIndexOf("/browse/");
		if (browse >= 0) {
			String key = url.substring(browse + 8);
			if (!key.isEmpty() && MarkdownReferences.keyEnd(key, 0) == key.length()) {
				return key;
			}
		}
		return url;
	}

	private static String file(JsonNode media) {
		String alt = AdfNodes.attribute(media, "alt");
		if (AdfNodes.attribute(media, "type").equals("external")) {
			return alt.isEmpty() ? "image" : alt;
		}
		return alt.isEmpty() ? FILE : FILE + " " + alt;
	}

	private static String date(String timestamp) {
		try {
			return Instant.ofEpochMilli(Long.parseLong(timestamp)).atOffset(ZoneOffset.UTC).toLocalDate().toString();
		}
		catch (NumberFormatException | DateTimeException ex) {
			return timestamp;
		}
	}

}
