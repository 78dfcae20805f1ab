package io.github.githubjirasync.text;

import java.util.LinkedHashMap;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Makes and reads the nodes of ADF. */
final class AdfNodes {

	/** Makes objects for the three fields that most nodes have, at most. */
	private static final JsonNodeFactory JSON = new JsonNodeFactory() {

		private static final long serialVersionUID = 1;

		@Override
		public ObjectNode objectNode() {
			return new ObjectNode(this, new LinkedHashMap<>(4));
		}

	};

	private AdfNodes() {
	}

	static ObjectNode doc(List<ObjectNode> blocks) {
		ObjectNode doc = JSON.objectNode();
		doc.put("version", 1);
		doc.put("type", "doc");
		doc.set("content", JSON.arrayNode(blocks.size()).addAll(blocks));
		return doc;
	}

	static ArrayNode array() {
		return JSON.arrayNode();
	}

	static ObjectNode node(String type) {
		return JSON.objectNode().put("type", type);
	}

	static ObjectNode node(String type, List<ObjectNode> content) {
		ObjectNode node = node(type);
		node.set("content", JSON.arrayNode(content.size()).addAll(content));
		return node;
	}

	static ObjectNode node(String type, String attribute, String value, List<ObjectNode> content) {
		ObjectNode node = node(type);
		node.putObject("attrs").put(attribute, value);
		node.set("content", JSON.arrayNode(content.size()).addAll(content));
		return node;
	}

	static ObjectNode paragraph(ArrayNode inlines) {
		ObjectNode node = node("paragraph");
		node.set("content", inlines);
		return node;
	}

	static ObjectNode heading(int level, ArrayNode inlines) {
		ObjectNode node = node("heading");
		node.putObject("attrs").put("level", level);
		node.set("content", inlines);
		return node;
	}

	static ObjectNode codeBlock(@Nullable String language, String code) {
		ObjectNode node = node("codeBlock");
		if (language != null && !language.isEmpty()) {
			node.putObject("attrs").put("language", Characters.clean(language));
		}
		String text = Characters.clean(code.replace("\r\n", "\n").replace('\r', '\n'));
		if (!text.isEmpty()) {
			node.putArray("content").add(text(text));
		}
		return node;
	}

	static ObjectNode image(String url, String alt) {
		ObjectNode single = node("mediaSingle");
		single.putObject("attrs").put("layout", "center");
		ObjectNode media = single.putArray("content").addObject().put("type", "media");
		ObjectNode attributes = media.putObject("attrs").put("type", "external").put("url", url);
		if (!alt.isEmpty()) {
			attributes.put("alt", alt);
		}
		return single;
	}

	/** Gives a node a mark that links it. */
	static void link(ObjectNode node, Link link) {
		addLink(node.withArray("marks"), link);
	}

	private static void addLink(ArrayNode marks, Link link) {
		ObjectNode attributes = marks.addObject().put("type", "link").putObject("attrs").put("href", link.href());
		if (link.title() != null && !link.title().isEmpty()) {
			attributes.put("title", link.title());
		}
	}

	static ObjectNode mention(String id, String text) {
		ObjectNode mention = node("mention");
		mention.putObject("attrs").put("id", id).put("text", text);
		return mention;
	}

	static ObjectNode text(String text) {
		return node("text").put("text", text);
	}

	static ObjectNode text(String text, int marks, @Nullable Link link) {
		ObjectNode node = text(text);
		if (marks == 0 && link == null) {
			return node;
		}
		ArrayNode array = node.putArray("marks");
		if (link != null) {
			addLink(array, link);
		}
		if ((marks & Mark.CODE) != 0) {
			array.addObject().put("type", "code");
			return node;
		}
		addMark(array, marks & Mark.EM, "em");
		addMark(array, marks & Mark.STRONG, "strong");
		addMark(array, marks & Mark.STRIKE, "strike");
		addMark(array, marks & Mark.UNDERLINE, "underline");
		if ((marks & (Mark.SUB | Mark.SUP)) != 0) {
			array.addObject()
				.put("type", "subsup")
				.putObject("attrs")
				.put("type", ((marks & Mark.SUB) != 0) ? "sub" : "sup");
		}
		return node;
	}

	private static void addMark(ArrayNode array, int present, String type) {
		if (present != 0) {
			array.addObject().put("type", type);
		}
	}

	static String type(JsonNode node) {
		return node.path("type").asText("");
	}

	static String attribute(JsonNode node, String name) {
		return node.path("attrs").path(name).asText("");
	}

	static JsonNode content(JsonNode node) {
		return node.path("content");
	}

	static boolean isList(String type) {
		return type.equals("bulletList") || type.equals("orderedList") || type.equals("taskList");
	}

	/**
	 * Whether a node stands in a line of text.
	 * @param node a node of any type
	 * @return false for blocks
	 */
	static boolean isInline(JsonNode node) {
		return isInline(node, type(node));
	}

	static boolean isInline(JsonNode node, String type) {
		return switch (type) {
			case "text", "hardBreak", "mention", "emoji", "date", "status", "inlineCard", "placeholder",
					"inlineExtension", "mediaInline" ->
				true;
			default -> node.has("text");
		};
	}

}
