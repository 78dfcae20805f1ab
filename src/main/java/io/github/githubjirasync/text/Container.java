package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The ADF blocks that may not hold every other block, and how what they may not hold is
 * turned into something that they may. A table fits nowhere but in an expand, so it cuts
 * its container in two and stands between the halves.
 */
enum Container {

	BLOCKQUOTE("paragraph", "bulletList", "orderedList", "codeBlock", "mediaSingle", "mediaGroup"),

	LIST_ITEM("paragraph", "bulletList", "orderedList", "taskList", "mediaSingle", "codeBlock"),

	PANEL("paragraph", "heading", "bulletList", "orderedList", "taskList", "mediaSingle", "mediaGroup", "codeBlock",
			"rule"),

	EXPAND("paragraph", "heading", "bulletList", "orderedList", "taskList", "mediaSingle", "mediaGroup", "codeBlock",
			"rule", "panel", "blockquote", "table", "nestedExpand"),

	NESTED_EXPAND("paragraph", "heading", "bulletList", "orderedList", "taskList", "mediaSingle", "mediaGroup",
			"codeBlock", "rule", "panel", "blockquote");

	private final Set<String> allowed;

	Container(String... allowed) {
		this.allowed = Set.of(allowed);
	}

	/**
	 * Puts blocks into containers of this kind.
	 * @param container an empty container with its attributes, copied for each part
	 * @param blocks valid blocks of any type
	 * @return the containers and, between them, the blocks that must stand alone; one
	 * container with an empty paragraph when there is nothing to hold
	 */
	List<ObjectNode> wrap(ObjectNode container, List<ObjectNode> blocks) {
		List<ObjectNode> result = new ArrayList<>();
		ArrayNode content = null;
		for (ObjectNode block : fit(blocks)) {
			if (!allows(block)) {
				result.add(block);
				content = null;
				continue;
			}
			if (content == null) {
				ObjectNode part = container.deepCopy();
				content = part.putArray("content");
				result.add(part);
			}
			content.add(block);
		}
		if (result.isEmpty()) {
			ObjectNode part = container.deepCopy();
			part.putArray("content").add(AdfNodes.node("paragraph"));
			result.add(part);
		}
		return result;
	}

	boolean allows(JsonNode block) {
		return this.allowed.contains(AdfNodes.type(block));
	}

	/**
	 * Adapts blocks to this container.
	 * @param blocks valid blocks of any type
	 * @return blocks that are allowed here, and those that can't be adapted
	 */
	List<ObjectNode> fit(List<ObjectNode> blocks) {
		for (ObjectNode block : blocks) {
			if (!allows(block)) {
				List<ObjectNode> fitting = new ArrayList<>();
				blocks.forEach((each) -> fit(each, fitting));
				return fitting;
			}
		}
		return blocks;
	}

	private void fit(ObjectNode block, List<ObjectNode> fitting) {
		if (allows(block)) {
			fitting.add(block);
			return;
		}
		switch (AdfNodes.type(block)) {
			case "heading" -> fitting.add(AdfNodes.paragraph(strong(block)));
			case "rule" -> {
				// Carries no text, and no restricted container can hold one.
			}
			case "panel" -> {
				if (this.allowed.contains("blockquote")) {
					fitting.addAll(BLOCKQUOTE.wrap(AdfNodes.node("blockquote"), children(block)));
				}
				else {
					children(block).forEach((child) -> fit(child, fitting));
				}
			}
			case "blockquote" -> children(block).forEach((child) -> fit(child, fitting));
			case "expand", "nestedExpand" -> expand(block, fitting);
			case "taskList" -> fitting.add(plainList(block));
			default -> fitting.add(block);
		}
	}

	private void expand(ObjectNode block, List<ObjectNode> fitting) {
		String title = AdfNodes.attribute(block, "title");
		if (this.allowed.contains("nestedExpand")) {
			ObjectNode nested = AdfNodes.node("nestedExpand");
			nested.putObject("attrs").put("title", title);
			for (ObjectNode part : NESTED_EXPAND.wrap(nested, children(block))) {
				fit(part, fitting);
			}
			return;
		}
		if (!title.isEmpty()) {
			ArrayNode heading = JsonNodeFactory.instance.arrayNode();
			fitting.add(AdfNodes.paragraph(heading.add(AdfNodes.text(title, Mark.STRONG, null))));
		}
		children(block).forEach((child) -> fit(child, fitting));
	}

	private static ArrayNode strong(ObjectNode heading) {
		ArrayNode inlines = JsonNodeFactory.instance.arrayNode();
		for (JsonNode inline : AdfNodes.content(heading)) {
			JsonNode copy = inline.deepCopy();
			if (copy instanceof ObjectNode text && AdfNodes.type(text).equals("text") && !has(text, "code")
					&& !has(text, "strong")) {
				text.withArray("marks").addObject().put("type", "strong");
			}
			inlines.add(copy);
		}
		return inlines;
	}

	private static boolean has(ObjectNode text, String mark) {
		for (JsonNode each : text.path("marks")) {
			if (AdfNodes.type(each).equals(mark)) {
				return true;
			}
		}
		return false;
	}

	private static ObjectNode plainList(ObjectNode taskList) {
		List<ObjectNode> items = new ArrayList<>();
		for (ObjectNode child : children(taskList)) {
			if (AdfNodes.type(child).equals("taskList")) {
				ObjectNode list = plainList(child);
				if (items.isEmpty()) {
					items.add(AdfNodes.node("listItem", List.of(AdfNodes.node("paragraph"))));
				}
				items.get(items.size() - 1).withArray("content").add(list);
				continue;
			}
			ArrayNode inlines = JsonNodeFactory.instance.arrayNode();
			inlines.add(AdfNodes.text(Tasks.symbol(AdfNodes.attribute(child, "state").equals("DONE"))));
			inlines.addAll((ArrayNode) child.withArray("content"));
			items.add(AdfNodes.node("listItem", List.of(AdfNodes.paragraph(inlines))));
		}
		return AdfNodes.node("bulletList", items);
	}

	static List<ObjectNode> children(JsonNode node) {
		List<ObjectNode> children = new ArrayList<>();
		for (JsonNode child : AdfNodes.content(node)) {
			children.add((ObjectNode) child);
		}
		return children;
	}

}
