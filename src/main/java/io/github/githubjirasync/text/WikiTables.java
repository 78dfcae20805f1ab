package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads tables of wiki markup: lines that start with a bar, with headers between two. */
final class WikiTables {

	private WikiTables() {
	}

	/**
	 * Reads the rows from a place on.
	 * @param text the text
	 * @param start the first bar
	 * @param end the end of the text to look at
	 * @param blocks where to add the table
	 * @return where the table's last line ends
	 */
	static int add(String text, int start, int end, List<ObjectNode> blocks) {
		List<ObjectNode> rows = new ArrayList<>();
		int position = start;
		while (position < end && text.charAt(position) == '|') {
			int rowEnd = rowEnd(text, position, end);
			ObjectNode row = row(text.substring(position, rowEnd));
			if (!row.path("content").isEmpty()) {
				rows.add(row);
			}
			position = Math.min(end, rowEnd + 1);
		}
		if (!rows.isEmpty()) {
			blocks.add(AdfNodes.node("table", rows));
		}
		return position;
	}

	/**
	 * A row goes on over lines until one ends with a bar, or another row or block starts.
	 */
	private static int rowEnd(String text, int start, int end) {
		int eol = lineEnd(text, start, end);
		while (eol < end) {
			int last = eol - 1;
			while (last > start && Characters.isSpace(text.charAt(last))) {
				last--;
			}
			int next = lineEnd(text, eol + 1, end);
			if ((last > start && text.charAt(last) == '|') || text.charAt(eol + 1 < end ? eol + 1 : eol) == '|'
					|| text.substring(eol + 1, Math.max(eol + 1, next)).isBlank()) {
				return eol;
			}
			eol = next;
		}
		return eol;
	}

	private static int lineEnd(String text, int from, int end) {
		int eol = text.indexOf('\n', from);
		return (eol < 0 || eol > end) ? end : eol;
	}

	private static ObjectNode row(String row) {
		List<ObjectNode> cells = new ArrayList<>();
		int lastBracket = row.lastIndexOf(']');
		int lastMono = row.lastIndexOf("}}");
		int i = 0;
		while (i < row.length() && row.charAt(i) == '|') {
			boolean header = row.startsWith("||", i);
			int start = i + (header ? 2 : 1);
			int end = cellEnd(row, start, lastBracket, lastMono);
			if (end == row.length() && row.substring(start).isBlank()) {
				break;
			}
			cells.add(cell(row.substring(start, end), header));
			i = end;
		}
		return AdfNodes.node("tableRow", cells);
	}

	private static int cellEnd(String row, int start, int lastBracket, int lastMono) {
		boolean bracket = false;
		boolean mono = false;
		for (int i = start; i < row.length(); i++) {
			switch (row.charAt(i)) {
				case '\\' -> i++;
				case '[' -> bracket = i < lastBracket;
				case ']' -> bracket = false;
				case '{' -> {
					if (row.startsWith("{{", i)) {
						mono = i < lastMono;
					}
				}
				case '}' -> mono &= !row.startsWith("}}", i);
				case '|' -> {
					if (!bracket && !mono) {
						return i;
					}
				}
				default -> {
					// Any other character is part of the cell.
				}
			}
		}
		return row.length();
	}

	private static ObjectNode cell(String text, boolean header) {
		ObjectNode image = WikiImages.block(text.strip());
		ObjectNode block = (image != null) ? image : AdfNodes.paragraph(WikiInlines.convert(text));
		return AdfNodes.node(header ? "tableHeader" : "tableCell", List.of(block));
	}

}
