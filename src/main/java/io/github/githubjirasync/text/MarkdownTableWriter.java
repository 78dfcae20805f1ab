package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes ADF tables as Markdown. A cell is one line there, so the blocks in it are set
 * apart by {@code <br>
 * }; spanned cells are filled up with empty ones.
 */
final class MarkdownTableWriter {

	private static final int MAX_SPAN = 50;

	private final ConversionContext context;

	MarkdownTableWriter(ConversionContext context) {
		this.context = context;
	}

	String write(JsonNode rows) {
		List<List<String>> lines = new ArrayList<>();
		int columns = 0;
		for (JsonNode row : rows) {
			List<String> cells = new ArrayList<>();
			for (JsonNode cell : AdfNodes.content(row)) {
				cells.add(cell(cell));
				int span = Math.min(MAX_SPAN, cell.path("attrs").path("colspan").asInt(1));
				for (int i = 1; i < span; i++) {
					cells.add("");
				}
			}
			columns = Math.max(columns, cells.size());
			lines.add(cells);
		}
		if (columns == 0) {
			return "";
		}
		StringBuilder out = new StringBuilder();
		boolean header = isHeader(AdfNodes.content(rows.get(0)));
		line(header ? lines.get(0) : List.of(), columns, out);
		out.append("\n|").append(" --- |".repeat(columns));
		for (List<String> cells : header ? lines.subList(1, lines.size()) : lines) {
			out.append('\n');
			line(cells, columns, out);
		}
		return out.toString();
	}

	private static boolean isHeader(JsonNode cells) {
		for (JsonNode cell : cells) {
			if (!AdfNodes.type(cell).equals("tableHeader")) {
				return false;
			}
		}
		return true;
	}

	private static void line(List<String> cells, int columns, StringBuilder out) {
		out.append('|');
		for (int i = 0; i < columns; i++) {
			out.append(' ').append((i < cells.size()) ? cells.get(i) : "").append(" |");
		}
	}

	private String cell(JsonNode cell) {
		List<String> parts = new ArrayList<>();
		for (JsonNode block : AdfNodes.content(cell)) {
			add(block, "", parts, 0);
		}
		return String.join("<br>", parts);
	}

	private void add(JsonNode block, String lead, List<String> parts, int depth) {
		String type = AdfNodes.type(block);
		JsonNode content = AdfNodes.content(block);
		if (depth > AdfToMarkdown.MAX_DEPTH) {
			inline(AdfText.leaves(block), lead, parts);
		}
		else if (type.equals("codeBlock")) {
			MarkdownEscapes escapes = new MarkdownEscapes(this.context, true);
			AdfText.code(block).lines().filter((line) -> !line.isBlank()).map(escapes::codeSpan).forEach(parts::add);
		}
		else if (type.equals("media")) {
			parts.add(lead + MarkdownMedia.write(block, this.context, true));
		}
		else if (type.equals("listItem") || type.endsWith("List")) {
			String bullet = type.endsWith("List") ? "\u2022 " : lead;
			for (JsonNode child : content) {
				boolean task = AdfNodes.type(child).equals("taskItem");
				add(child, task ? Tasks.symbol(AdfNodes.attribute(child, "state").equals("DONE")) : bullet, parts,
						depth + 1);
			}
		}
		else if (content.isEmpty() || AdfNodes.isInline(content.get(0))) {
			inline(content.isEmpty() ? AdfText.array(block) : content, lead, parts);
		}
		else {
			String title = AdfNodes.attribute(block, "title");
			if (!title.isBlank()) {
				inline(AdfText.array(AdfNodes.text(title, Mark.STRONG, null)), lead, parts);
			}
			for (JsonNode child : content) {
				add(child, lead, parts, depth + 1);
			}
		}
	}

	private void inline(JsonNode inlines, String lead, List<String> parts) {
		String text = MarkdownInlineWriter.write(inlines, "<br>", this.context);
		if (!text.isEmpty()) {
			parts.add(lead + text);
		}
	}

}
