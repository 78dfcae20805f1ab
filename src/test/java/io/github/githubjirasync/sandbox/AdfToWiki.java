package io.github.githubjirasync.sandbox;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes an ADF document as Jira wiki markup, in the way of Jira's webhooks: good enough
 * to read, not to restore the document.
 */
final class AdfToWiki {

	private AdfToWiki() {
	}

	static String convert(JsonNode doc) {
		return blocks(doc, "");
	}

	private static String blocks(JsonNode parent, String list) {
		List<String> blocks = new ArrayList<>();
		parent.path("content").forEach((block) -> blocks.add(block(block, list)));
		return String.join("\n\n", blocks);
	}

	private static String block(JsonNode block, String list) {
		JsonNode attributes = block.path("attrs");
		return switch (block.path("type").asText()) {
			case "paragraph" -> inline(block);
			case "heading" -> "h" + attributes.path("level").asInt(1) + ". " + inline(block);
			case "bulletList", "taskList" -> items(block, list + "*");
			case "orderedList" -> items(block, list + "#");
			case "codeBlock" -> code(attributes.path("language").asText(""), inline(block));
			case "blockquote" -> "{quote}" + blocks(block, "") + "{quote}";
			case "panel" -> "{panel}" + blocks(block, "") + "{panel}";
			case "rule" -> "----";
			case "table" -> table(block);
			case "mediaSingle", "mediaGroup" -> "!" + attributes.path("alt").asText("image") + "!";
			default -> block.has("content") ? blocks(block, list) : inlineOne(block);
		};
	}

	private static String code(String language, String text) {
		return (language.isEmpty() ? "{code}" : "{code:" + language + "}") + "\n" + text + "\n{code}";
	}

	private static String items(JsonNode list, String prefix) {
		List<String> lines = new ArrayList<>();
		for (JsonNode item : list.path("content")) {
			if (item.path("type").asText().endsWith("List")) {
				lines.add(block(item, prefix));
				continue;
			}
			String done = item.path("attrs").path("state").asText("");
			String mark = done.isEmpty() ? "" : done.equals("DONE") ? "[x] " : "[ ] ";
			boolean task = item.path("type").asText().equals("taskItem");
			List<String> parts = new ArrayList<>();
			if (task) {
				parts.add(inline(item));
			}
			else {
				item.path("content").forEach((child) -> parts.add(block(child, prefix)));
			}
			lines.add(prefix + " " + mark + String.join("\n", parts));
		}
		return String.join("\n", lines);
	}

	private static String table(JsonNode table) {
		List<String> rows = new ArrayList<>();
		for (JsonNode row : table.path("content")) {
			StringBuilder line = new StringBuilder();
			String bar = "|";
			for (JsonNode cell : row.path("content")) {
				bar = cell.path("type").asText().equals("tableHeader") ? "||" : "|";
				line.append(bar).append(blocks(cell, "").replace("\n\n", "\n"));
			}
			rows.add(line + bar);
		}
		return String.join("\n", rows);
	}

	private static String inline(JsonNode parent) {
		StringBuilder text = new StringBuilder();
		parent.path("content").forEach((node) -> text.append(inlineOne(node)));
		return text.toString();
	}

	private static String inlineOne(JsonNode node) {
		JsonNode attributes = node.path("attrs");
		return switch (node.path("type").asText()) {
			case "text" -> marked(node);
			case "hardBreak" -> "\n";
			case "mention" -> "[~accountid:" + attributes.path("id").asText() + "]";
			case "emoji" -> attributes.path("text").asText(attributes.path("shortName").asText());
			case "inlineCard", "blockCard" -> "[" + attributes.path("url").asText() + "]";
			case "status" -> attributes.path("text").asText();
			default -> inline(node);
		};
	}

	private static String marked(JsonNode node) {
		String text = node.path("text").asText();
		for (JsonNode mark : node.path("marks")) {
			text = switch (mark.path("type").asText()) {
				case "strong" -> "*" + text + "*";
				case "em" -> "_" + text + "_";
				case "strike" -> "-" + text + "-";
				case "underline" -> "+" + text + "+";
				case "code" -> "{{" + text + "}}";
				case "link" -> "[" + text + "|" + mark.path("attrs").path("href").asText() + "]";
				default -> text;
			};
		}
		return text;
	}

}
