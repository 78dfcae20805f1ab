package io.github.githubjirasync.sandbox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads the wiki markup that the sandbox's users write: paragraphs, headings, lists,
 * code, bold, italics and links. What it does not know stays text.
 */
final class WikiToAdf {

	private static final Pattern BLOCK = Pattern.compile("\\{code(?::(\\w+))?}\\n?(.*?)\\n?\\{code}", Pattern.DOTALL);

	private static final Pattern HEADING = Pattern.compile("h([1-6])\\. (.*)");

	private static final Pattern ITEM = Pattern.compile("([*#-]) (.*)");

	private static final Pattern INLINE = Pattern.compile(
			"\\{\\{(?<code>.+?)}}|\\[(?<text>[^|\\]]+)\\|(?<href>[^\\]]+)]|(?<!\\w)\\*(?<strong>[^*\\s][^*]*)\\*(?!\\w)"
					+ "|(?<!\\w)_(?<em>[^_\\s][^_]*)_(?!\\w)");

	private WikiToAdf() {
	}

	static ObjectNode convert(String wiki) {
		ArrayNode content = Json.MAPPER.createArrayNode();
		String text = wiki.replace("\r\n", "\n");
		Matcher code = BLOCK.matcher(text);
		int from = 0;
		while (code.find()) {
			blocks(text.substring(from, code.start()), content);
			ObjectNode block = node("codeBlock", Json.array(List.of(text(code.group(2)))));
			if (code.group(1) != null) {
				block.set("attrs", Json.object("language", code.group(1)));
			}
			content.add(block);
			from = code.end();
		}
		blocks(text.substring(from), content);
		return Json.object("type", "doc", "version", 1, "content", content);
	}

	private static void blocks(String text, ArrayNode into) {
		for (String block : text.strip().split("\\n{2,}")) {
			if (!block.isBlank()) {
				block(block, into);
			}
		}
	}

	private static void block(String block, ArrayNode into) {
		ArrayNode paragraph = Json.MAPPER.createArrayNode();
		ArrayNode items = Json.MAPPER.createArrayNode();
		String listType = "";
		for (String line : block.split("\\n")) {
			Matcher heading = HEADING.matcher(line);
			Matcher item = ITEM.matcher(line);
			String type = item.matches() ? (item.group(1).equals("#") ? "orderedList" : "bulletList") : "";
			if (!type.equals(listType)) {
				items = flush(listType, items, into);
				listType = type;
			}
			if (heading.matches() || item.matches()) {
				paragraph = flush("paragraph", paragraph, into);
			}
			if (heading.matches()) {
				ObjectNode node = node("heading", inline(heading.group(2)));
				node.set("attrs", Json.object("level", Integer.parseInt(heading.group(1))));
				into.add(node);
			}
			else if (item.matches()) {
				items.add(node("listItem", Json.array(List.of(node("paragraph", inline(item.group(2)))))));
			}
			else {
				if (!paragraph.isEmpty()) {
					paragraph.add(Json.object("type", "hardBreak"));
				}
				paragraph.addAll(inline(line));
			}
		}
		flush(listType, items, into);
		flush("paragraph", paragraph, into);
	}

	private static ArrayNode flush(String type, ArrayNode content, ArrayNode into) {
		if (!content.isEmpty()) {
			into.add(node(type, content));
		}
		return Json.MAPPER.createArrayNode();
	}

	private static ArrayNode inline(String line) {
		ArrayNode nodes = Json.MAPPER.createArrayNode();
		Matcher matcher = INLINE.matcher(line);
		int from = 0;
		while (matcher.find()) {
			add(nodes, line.substring(from, matcher.start()));
			if (matcher.group("href") != null) {
				ObjectNode mark = Json.object("type", "link", "attrs", Json.object("href", matcher.group("href")));
				nodes.add(text(matcher.group("text")).set("marks", Json.array(List.of(mark))));
			}
			else {
				for (String mark : List.of("code", "strong", "em")) {
					if (matcher.group(mark) != null) {
						nodes.add(
								text(matcher.group(mark)).set("marks", Json.array(List.of(Json.object("type", mark)))));
					}
				}
			}
			from = matcher.end();
		}
		add(nodes, line.substring(from));
		return nodes;
	}

	private static void add(ArrayNode nodes, String text) {
		if (!text.isEmpty()) {
			nodes.add(text(text));
		}
	}

	private static ObjectNode text(String text) {
		return Json.object("type", "text", "text", text);
	}

	private static ObjectNode node(String type, ArrayNode content) {
		return Json.object("type", type, "content", content);
	}

}
