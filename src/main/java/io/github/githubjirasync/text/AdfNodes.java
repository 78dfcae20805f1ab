package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Makes and reads the nodes of ADF. */
final class AdfNodes {

	/** Makes objects for the two fields that most nodes have; more fit in too. */
	private static final JsonNodeFactory JSON = new JsonNodeFactory() {

		private static final long serialVersionUID = 1;

		@Override
		public ObjectNode objectNode() {
			return new AdfNode(this, new NodeFields(2));
		}

	};

	/** Children that most nodes have room for. */
	private static final int FEW = 3;

	private static final CleanText TEXT = new CleanText("text");

	private static final CleanText HEADING = new CleanText("heading");

	private static final CleanText LIST_ITEM = new CleanText("listItem");

	private static final CleanText PARAGRAPH = new CleanText("paragraph");

	/** All sets of marks without a link. Their nodes can't be changed. */
	private static final ArrayNode[] MARKS = new ArrayNode[2 * Mark.CODE];

	/** Can't be changed, so that one is enough. */
	private static final ObjectNode HARD_BREAK = fixed("hardBreak");

	static {
		for (int marks = 0; marks < MARKS.length; marks++) {
			MARKS[marks] = new ArrayNode(JSON, List.copyOf(marks(marks)));
		}
	}

	private AdfNodes() {
	}

	private static ObjectNode fixed(String type) {
		return new AdfNode(JSON, new NodeFields(1).add("type", new CleanText(type)).fixed());
	}

	static ObjectNode doc(List<ObjectNode> blocks) {
		ObjectNode doc = JSON.objectNode();
		doc.put("version", 1);
		doc.put("type", "doc");
		doc.set("content", JSON.arrayNode(blocks.size()).addAll(blocks));
		return doc;
	}

	static ArrayNode array() {
		return JSON.arrayNode(FEW);
	}

	static ObjectNode node(String type) {
		return new AdfNode(JSON, new NodeFields(2).add("type", new CleanText(type)));
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
		return new AdfNode(JSON, new NodeFields(2).add("type", PARAGRAPH).add("content", inlines));
	}

	/**
	 * A list.
	 * @param ordered whether its items are numbered
	 * @param start the number of the first
	 * @param items its items
	 * @return the list
	 */
	static ObjectNode list(boolean ordered, int start, ArrayNode items) {
		ObjectNode list = node(ordered ? "orderedList" : "bulletList");
		if (ordered && start != 1) {
			list.putObject("attrs").put("order", start);
		}
		list.set("content", items);
		return list;
	}

	static ObjectNode listItem(ObjectNode block) {
		ArrayNode blocks = JSON.arrayNode(1).add(block);
		return new AdfNode(JSON, new NodeFields(2).add("type", LIST_ITEM).add("content", blocks));
	}

	static ObjectNode heading(int level, ArrayNode inlines) {
		ObjectNode attributes = JSON.objectNode().put("level", level);
		return new AdfNode(JSON,
				new NodeFields(3).add("type", HEADING).add("attrs", attributes).add("content", inlines));
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

	/**
	 * A node of text.
	 * @param text what {@link Characters#clean} gave
	 * @return the node
	 */
	static ObjectNode text(String text) {
		return new AdfNode(JSON, new NodeFields(2).add("type", TEXT).add("text", new CleanText(text)));
	}

	static ObjectNode text(String text, int marks, @Nullable Link link) {
		if (marks == 0 && link == null) {
			return text(text);
		}
		ArrayNode array = MARKS[marks];
		if (link != null) {
			array = array();
			addLink(array, link);
			MARKS[marks].forEach(array::add);
		}
		return new AdfNode(JSON,
				new NodeFields(3).add("type", TEXT).add("text", new CleanText(text)).add("marks", array));
	}

	/** The nodes of marks; code bears no other mark but a link. */
	private static List<JsonNode> marks(int marks) {
		if ((marks & Mark.CODE) != 0) {
			return List.of(fixed("code"));
		}
		List<JsonNode> nodes = new ArrayList<>();
		addMark(nodes, marks & Mark.EM, "em");
		addMark(nodes, marks & Mark.STRONG, "strong");
		addMark(nodes, marks & Mark.STRIKE, "strike");
		addMark(nodes, marks & Mark.UNDERLINE, "underline");
		if ((marks & (Mark.SUB | Mark.SUP)) != 0) {
			String kind = ((marks & Mark.SUB) != 0) ? "sub" : "sup";
			ObjectNode mark = node("subsup");
			mark.putObject("attrs").put("type", kind);
			nodes.add(mark);
		}
		return nodes;
	}

	private static void addMark(List<JsonNode> nodes, int present, String type) {
		if (present != 0) {
			nodes.add(fixed(type));
		}
	}

	static ObjectNode hardBreak() {
		return HARD_BREAK;
	}

	static String type(JsonNode node) {
		return field(node, "type").asText("");
	}

	/** The field of any node, as {@link JsonNode#path} gives it, but of ours quicker. */
	static JsonNode field(JsonNode node, String name) {
		if (node instanceof AdfNode ours) {
			JsonNode value = ours.fewFields().get(name);
			return (value != null) ? value : MissingNode.getInstance();
		}
		return node.path(name);
	}

	static String attribute(JsonNode node, String name) {
		return node.path("attrs").path(name).asText("");
	}

	static JsonNode content(JsonNode node) {
		return field(node, "content");
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
			// Of our own nodes only those above have text.
			default -> !(node instanceof AdfNode) && node.has("text");
		};
	}

}
