package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes the blocks of an ADF document as GitHub Flavored Markdown. Every node type is
 * read; one that it does not know gives its text. Deeper than {@value #MAX_DEPTH} levels
 * only text is kept.
 */
final class AdfToMarkdown {

	static final int MAX_DEPTH = 60;

	/** Without it, list markers in a row could be a rule or underline a heading. */
	private static final String EMPTY_ITEM = "<!-- -->";

	private final ConversionContext context;

	private final MarkdownTableWriter tables;

	/** The quotes, panels and list items around, in which there is no alert. */
	private int nesting;

	AdfToMarkdown(ConversionContext context) {
		this.context = context;
		this.tables = new MarkdownTableWriter(context);
	}

	String convert(JsonNode document) {
		return blocks(document.isArray() ? document : AdfNodes.content(document), 0);
	}

	private String blocks(JsonNode nodes, int depth) {
		StringBuilder out = new StringBuilder();
		boolean alternate = false;
		String previous = "";
		for (JsonNode node : nodes) {
			String type = AdfNodes.type(node);
			alternate = AdfNodes.isList(type) && sameList(type, previous) && !alternate;
			String block = block(node, type, alternate, depth);
			if (!block.isEmpty()) {
				out.append(out.isEmpty() ? "" : "\n\n").append(block);
				previous = type;
			}
		}
		return out.toString();
	}

	private String nested(JsonNode nodes, int depth) {
		this.nesting++;
		String blocks = blocks(nodes, depth);
		this.nesting--;
		return blocks;
	}

	/** Whether two lists in a row would be read as one. */
	private static boolean sameList(String type, String previous) {
		return AdfNodes.isList(previous) && type.equals("orderedList") == previous.equals("orderedList");
	}

	private String block(JsonNode node, String type, boolean alternate, int depth) {
		JsonNode content = AdfNodes.content(node);
		if (depth > MAX_DEPTH) {
			return inline(AdfText.leaves(node));
		}
		return switch (type) {
			case "paragraph" -> inline(content);
			case "heading" -> heading(node);
			case "codeBlock" -> codeBlock(node);
			case "rule" -> "___";
			case "blockquote" -> prefix("> ", "> ", noAlert(nested(content, depth + 1)));
			case "panel" -> panel(node, depth);
			case "expand", "nestedExpand" -> expand(node, depth);
			case "bulletList", "decisionList" -> items(content, alternate ? "* " : "- ", -1, depth);
			case "orderedList" ->
				items(content, alternate ? ") " : ". ", node.path("attrs").path("order").asInt(1), depth);
			case "taskList" -> tasks(content, alternate ? "* " : "- ", depth);
			case "table" -> this.tables.write(content);
			case "media" -> MarkdownMedia.write(node, this.context, false);
			case "mediaGroup", "mediaSingle" -> mediaBlock(node, depth);
			case "blockCard", "embedCard" -> inline(AdfText.array(node));
			default -> other(node, depth);
		};
	}

	private String inline(JsonNode inlines) {
		return MarkdownInlineWriter.write(inlines, "\n", this.context);
	}

	private String other(JsonNode node, int depth) {
		JsonNode content = AdfNodes.content(node);
		if (AdfNodes.isInline(node)) {
			return inline(AdfText.array(node));
		}
		if (content.isEmpty()) {
			return inline(AdfText.array(AdfNodes.text(InlineText.of(node))));
		}
		return AdfNodes.isInline(content.get(0)) ? inline(content) : blocks(content, depth + 1);
	}

	private String heading(JsonNode node) {
		String text = MarkdownInlineWriter.write(AdfNodes.content(node), "<br>", this.context);
		int level = Math.min(6, Math.max(1, node.path("attrs").path("level").asInt(1)));
		return text.isEmpty() ? "" : "#".repeat(level) + " " + text;
	}

	private static String codeBlock(JsonNode node) {
		String code = AdfText.code(node);
		int longest = 2;
		int run = 0;
		for (int i = 0; i < code.length(); i++) {
			run = (code.charAt(i) == '`') ? run + 1 : 0;
			longest = Math.max(longest, run);
		}
		String fence = "`".repeat(longest + 1);
		String language = AdfNodes.attribute(node, "language");
		StringBuilder info = new StringBuilder();
		for (int i = 0; i < language.length(); i++) {
			char c = language.charAt(i);
			if (c > ' ' && c != '`') {
				info.append(("\\&".indexOf(c) >= 0) ? "\\" : "").append(c);
			}
		}
		return fence + info + "\n" + code + (code.isEmpty() ? "" : "\n") + fence;
	}

	private String panel(JsonNode node, int depth) {
		String body = noAlert(nested(AdfNodes.content(node), depth + 1));
		String kind = switch (AdfNodes.attribute(node, "panelType")) {
			case "note" -> "IMPORTANT";
			case "tip", "success" -> "TIP";
			case "warning" -> "WARNING";
			case "error" -> "CAUTION";
			default -> "NOTE";
		};
		// GitHub recognises an alert only outside of any other block.
		if (this.nesting > 0) {
			return prefix("> ", "> ", body);
		}
		// A number but 1 does not start a list right behind the line of text.
		String separator = (!body.isEmpty() && Characters.isDigit(body.charAt(0))) ? "]\n\n" : "]\n";
		return prefix("> ", "> ", "[!" + kind + separator + body);
	}

	/** Keeps a quote from being read as an alert, which an escape does not everywhere. */
	private static String noAlert(String quote) {
		return quote.startsWith("\\[!") ? "\\[" + Characters.ZERO_WIDTH_SPACE + quote.substring(2) : quote;
	}

	private String expand(JsonNode node, int depth) {
		String title = AdfNodes.attribute(node, "title");
		String summary = title.isEmpty() ? ""
				: "\n<summary>" + MarkdownEscapes.html(Characters.clean(title)) + "</summary>";
		return "<details>" + summary + "\n\n" + blocks(AdfNodes.content(node), depth + 1) + "\n\n</details>";
	}

	private String items(JsonNode items, String marker, int start, int depth) {
		StringBuilder out = new StringBuilder();
		boolean tight = isTight(items);
		int number = start;
		for (JsonNode item : items) {
			String bullet = (start < 0) ? marker : number++ + marker;
			String text = AdfNodes.type(item).equals("listItem") ? item(item, tight, depth)
					: AdfNodes.isInline(item) ? inline(AdfText.array(item)) : inline(AdfNodes.content(item));
			out.append(out.isEmpty() ? "" : tight ? "\n" : "\n\n");
			out.append(prefix(bullet, " ".repeat(bullet.length()), text.isEmpty() ? EMPTY_ITEM : checkBox(text)));
		}
		return out.toString();
	}

	private String item(JsonNode item, boolean tight, int depth) {
		if (!tight) {
			return nested(AdfNodes.content(item), depth + 1);
		}
		StringBuilder out = new StringBuilder();
		this.nesting++;
		for (JsonNode child : AdfNodes.content(item)) {
			String block = block(child, AdfNodes.type(child), false, depth + 1);
			out.append((out.isEmpty() || block.isEmpty()) ? "" : "\n").append(block);
		}
		this.nesting--;
		return out.toString();
	}

	/**
	 * Whether the items can stand without empty lines: one paragraph each, and behind it
	 * nothing but a list that may interrupt a paragraph.
	 */
	private static boolean isTight(JsonNode items) {
		for (JsonNode item : items) {
			JsonNode content = AdfNodes.content(item);
			if (content.size() > 2 || (content.size() == 2 && !interrupts(content.get(0), content.get(1)))) {
				return false;
			}
		}
		return true;
	}

	private static boolean interrupts(JsonNode first, JsonNode list) {
		String type = AdfNodes.type(list);
		if (!AdfNodes.type(first).equals("paragraph") || !AdfNodes.isList(type)) {
			return false;
		}
		JsonNode text = type.equals("taskList") ? AdfNodes.content(list).path(0)
				: AdfNodes.content(AdfNodes.content(list).path(0)).path(0);
		return !AdfNodes.content(text).isEmpty() && !AdfText.plain(text).isBlank()
				&& list.path("attrs").path("order").asInt(1) == 1;
	}

	private String tasks(JsonNode items, String marker, int depth) {
		StringBuilder out = new StringBuilder();
		for (JsonNode item : items) {
			out.append(out.isEmpty() ? "" : "\n");
			if (AdfNodes.type(item).equals("taskList")) {
				out.append(prefix("  ", "  ", block(item, "taskList", false, depth + 1)));
				continue;
			}
			JsonNode content = AdfNodes.content(item);
			String text = AdfNodes.type(item).equals("blockTaskItem") ? blocks(content, depth + 1) : inline(content);
			String box = AdfNodes.attribute(item, "state").equals("DONE") ? "[x] " : "[ ] ";
			out.append(prefix(marker, "  ", box + (text.isEmpty() ? "&nbsp;" : text)));
		}
		return out.toString();
	}

	private static String checkBox(String item) {
		if (item.length() > 2 && item.charAt(1) == ' ') {
			if (item.charAt(0) == Tasks.TODO) {
				return "[ ] " + item.substring(2);
			}
			if (item.charAt(0) == Tasks.DONE) {
				return "[x] " + item.substring(2);
			}
		}
		return item;
	}

	private String mediaBlock(JsonNode node, int depth) {
		List<String> lines = new ArrayList<>();
		for (JsonNode child : AdfNodes.content(node)) {
			lines.add(block(child, AdfNodes.type(child), false, depth + 1));
		}
		return String.join("\n", lines);
	}

	private static String prefix(String first, String rest, String text) {
		StringBuilder out = new StringBuilder(text.length() + 16);
		String prefix = first;
		int start = 0;
		while (start <= text.length()) {
			int end = text.indexOf('\n', start);
			end = (end < 0) ? text.length() : end;
			out.append((start == end) ? prefix.stripTrailing() : prefix).append(text, start, end);
			if (end == text.length()) {
				break;
			}
			out.append('\n');
			start = end + 1;
			prefix = rest;
		}
		return out.toString();
	}

}
