package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes the blocks of an ADF document as Jira wiki markup. What wiki markup has no form
 * for is flattened; no text is lost.
 */
final class AdfToWiki {

	/** The languages that Jira Data Center colours; it shows an error for any other. */
	private static final Set<String> LANGUAGES = Set.of("actionscript", "ada", "applescript", "bash", "c", "c#", "c++",
			"cpp", "css", "erlang", "go", "groovy", "haskell", "html", "java", "javascript", "json", "lua", "objc",
			"perl", "php", "python", "r", "ruby", "scala", "sh", "sql", "swift", "visualbasic", "xml", "yaml");

	private static final Map<String, String> ALIASES = Map.of("js", "javascript", "ts", "javascript", "typescript",
			"javascript", "py", "python", "rb", "ruby", "yml", "yaml", "shell", "bash", "golang", "go", "csharp", "c#",
			"cs", "c#");

	/** The colours by which Jira's own editor tells the types of panels apart. */
	static final Map<String, String> PANEL_COLOURS = Map.of("info", "#deebff", "note", "#eae6ff", "success", "#e3fcef",
			"warning", "#fffae6", "error", "#ffebe6");

	private boolean inPanel;

	String convert(JsonNode document) {
		return blocks(AdfNodes.content(document), 0);
	}

	private String blocks(JsonNode nodes, int depth) {
		StringBuilder out = new StringBuilder();
		for (JsonNode node : nodes) {
			String block = block(node, depth);
			if (!block.isEmpty()) {
				out.append(out.isEmpty() ? "" : "\n\n").append(block);
			}
		}
		return out.toString();
	}

	private String block(JsonNode node, int depth) {
		JsonNode content = AdfNodes.content(node);
		String type = AdfNodes.type(node);
		if (depth > AdfToMarkdown.MAX_DEPTH) {
			return WikiInlineWriter.write(AdfText.leaves(node), "\n");
		}
		return switch (type) {
			case "paragraph" -> WikiInlineWriter.write(content, "\n");
			case "heading" -> heading(node);
			case "codeBlock" -> codeBlock(node);
			case "rule" -> "----";
			case "blockquote" -> "{quote}\n" + blocks(content, depth + 1) + "\n{quote}";
			case "panel", "expand", "nestedExpand" -> panel(node, depth);
			case "bulletList", "orderedList", "taskList", "decisionList" -> list(node, "", depth);
			case "table" -> table(content);
			case "mediaSingle", "mediaGroup" -> media(content);
			default -> other(node, content, depth);
		};
	}

	/** A panel; one within another, which wiki markup can't nest, loses its frame. */
	private String panel(JsonNode node, int depth) {
		String title = AdfNodes.attribute(node, "title").replace('\n', ' ').strip();
		if (this.inPanel) {
			String heading = title.isEmpty() ? ""
					: WikiInlineWriter.write(AdfText.array(AdfNodes.text(title, Mark.STRONG, null)), "\n") + "\n\n";
			return heading + blocks(AdfNodes.content(node), depth + 1);
		}
		this.inPanel = true;
		String body = blocks(AdfNodes.content(node), depth + 1);
		this.inPanel = false;
		String colour = PANEL_COLOURS.get(AdfNodes.attribute(node, "panelType"));
		String parameter = !title.isEmpty() ? ":title=" + title(title) : (colour != null) ? ":bgColor=" + colour : "";
		return "{panel" + parameter + "}\n" + body + "\n{panel}";
	}

	private String other(JsonNode node, JsonNode content, int depth) {
		if (content.isEmpty() || AdfNodes.isInline(node)) {
			return WikiInlineWriter.write(AdfText.array(node), "\n");
		}
		return AdfNodes.isInline(content.get(0)) ? WikiInlineWriter.write(content, "\n") : blocks(content, depth + 1);
	}

	private static String heading(JsonNode node) {
		String text = WikiInlineWriter.write(AdfNodes.content(node), WikiInlineWriter.FORCED_BREAK);
		return text.isEmpty() ? "" : "h" + node.path("attrs").path("level").asInt(1) + ". " + text;
	}

	private static String title(String title) {
		return title.replace('{', '(').replace('}', ')').replace('|', '/');
	}

	private static String codeBlock(JsonNode node) {
		String code = AdfText.code(node);
		if (code.contains("{code}")) {
			return "{noformat}\n" + code.replace("{noformat}", "{noformat\u200B}") + "\n{noformat}";
		}
		String name = AdfNodes.attribute(node, "language").toLowerCase(Locale.ROOT);
		String language = ALIASES.getOrDefault(name, name);
		return (LANGUAGES.contains(language) ? "{code:" + language + "}\n" : "{code}\n") + code + "\n{code}";
	}

	private static String media(JsonNode content) {
		List<String> lines = new ArrayList<>();
		for (JsonNode media : content) {
			String url = AdfNodes.attribute(media, "url");
			if (Link.isWeb(url)) {
				String alt = AdfNodes.attribute(media, "alt");
				String option = alt.isEmpty() ? "" : "|alt=" + imageAlt(alt);
				lines.add("!" + WikiEscapes.address(url) + option + "!");
			}
			else {
				lines.add(WikiInlineWriter
					.write(AdfNodes.content(media).isEmpty() ? AdfText.array(media) : AdfNodes.content(media), "\n"));
			}
		}
		return String.join("\n", lines);
	}

	static String imageAlt(String alt) {
		return alt.replace("&", "&amp;")
			.replace("!", "&#33;")
			.replace("|", "&#124;")
			.replace("\"", "&quot;")
			.replace('\n', ' ');
	}

	private String list(JsonNode list, String prefix, int depth) {
		String marker = prefix + (AdfNodes.type(list).equals("orderedList") ? "#" : "*");
		List<String> lines = new ArrayList<>();
		for (JsonNode item : AdfNodes.content(list)) {
			String type = AdfNodes.type(item);
			if (AdfNodes.isList(type)) {
				lines.add(list(item, marker, depth + 1));
			}
			else if (type.equals("listItem")) {
				item(item, marker, depth, lines);
			}
			else {
				String box = type.endsWith("askItem")
						? (AdfNodes.attribute(item, "state").equals("DONE") ? "[x] " : "[ ] ") : "";
				String text = flat(item);
				lines.add(marker + " " + box + (text.isEmpty() ? "&nbsp;" : text));
			}
		}
		return String.join("\n", lines);
	}

	private void item(JsonNode item, String marker, int depth, List<String> lines) {
		StringBuilder line = new StringBuilder(marker).append(' ');
		List<String> nested = new ArrayList<>();
		for (JsonNode child : AdfNodes.content(item)) {
			String type = AdfNodes.type(child);
			if (AdfNodes.isList(type) && depth < AdfToMarkdown.MAX_DEPTH) {
				nested.add(list(child, marker, depth + 1));
				continue;
			}
			if (!nested.isEmpty()) {
				nested.add(flat(child));
				continue;
			}
			String separator = (line.length() == marker.length() + 1) ? ""
					: type.equals("codeBlock") ? " " : WikiInlineWriter.FORCED_BREAK;
			line.append(separator).append(switch (type) {
				case "codeBlock" -> codeBlock(child);
				case "mediaSingle", "mediaGroup" -> media(AdfNodes.content(child));
				default -> flat(child);
			});
		}
		String text = line.toString().stripTrailing();
		lines.add(text.equals(marker) ? marker + " &nbsp;" : text);
		lines.addAll(nested);
	}

	/** The text of a block on one line. */
	private static String flat(JsonNode block) {
		JsonNode content = AdfNodes.content(block);
		JsonNode inlines = content.isEmpty() ? AdfText.array(block)
				: AdfNodes.isInline(content.get(0)) ? content : AdfText.leaves(block);
		return WikiInlineWriter.write(inlines, WikiInlineWriter.FORCED_BREAK);
	}

	private static String table(JsonNode rows) {
		List<String> lines = new ArrayList<>();
		for (JsonNode row : rows) {
			StringBuilder line = new StringBuilder();
			String bar = "|";
			for (JsonNode cell : AdfNodes.content(row)) {
				bar = AdfNodes.type(cell).equals("tableHeader") ? "||" : "|";
				line.append(bar).append(' ').append(cell(cell)).append(' ');
			}
			lines.add(line.append(bar).toString());
		}
		return String.join("\n", lines);
	}

	private static String cell(JsonNode cell) {
		List<String> parts = new ArrayList<>();
		for (JsonNode block : AdfNodes.content(cell)) {
			cell(block, "", parts, 0);
		}
		return String.join(" " + WikiInlineWriter.FORCED_BREAK, parts);
	}

	private static void cell(JsonNode block, String lead, List<String> parts, int depth) {
		String type = AdfNodes.type(block);
		JsonNode content = AdfNodes.content(block);
		if (type.startsWith("media")) {
			parts.add(media(type.equals("media") ? AdfText.array(block) : content));
		}
		else if (depth > AdfToMarkdown.MAX_DEPTH || content.isEmpty() || AdfNodes.isInline(content.get(0))) {
			String text = flat(block);
			if (!text.isEmpty()) {
				parts.add(lead + text);
			}
		}
		else {
			String title = AdfNodes.attribute(block, "title");
			if (!title.isBlank()) {
				parts.add(lead + WikiInlineWriter.write(AdfText.array(AdfNodes.text(title, Mark.STRONG, null)),
						WikiInlineWriter.FORCED_BREAK));
			}
			for (JsonNode child : content) {
				String childLead = type.endsWith("List") ? "\u2022 " : lead;
				cell(child,
						AdfNodes.type(child).equals("taskItem")
								? Tasks.symbol(AdfNodes.attribute(child, "state").equals("DONE")) : childLead,
						parts, depth + 1);
			}
		}
	}

}
