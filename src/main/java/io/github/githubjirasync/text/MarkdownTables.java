package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Turns Markdown tables into ADF. The alignment of columns is lost. */
final class MarkdownTables {

	private MarkdownTables() {
	}

	static @Nullable ObjectNode convert(Node table, MarkdownToAdf blocks, ConversionContext context) {
		List<ObjectNode> rows = new ArrayList<>();
		for (Node section = table.getFirstChild(); section != null; section = section.getNext()) {
			for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
				add(row, rows, blocks, context);
			}
		}
		return rows.isEmpty() ? null : AdfNodes.node("table", rows);
	}

	/**
	 * Adds a row. A header without any text is left out: Markdown demands one, even for a
	 * table that has none.
	 * @param row a table row
	 * @param rows where to add it
	 * @param blocks converts images
	 * @param context the conversion's context
	 */
	private static void add(Node row, List<ObjectNode> rows, MarkdownToAdf blocks, ConversionContext context) {
		List<ObjectNode> cells = new ArrayList<>();
		boolean blankHeader = true;
		for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
			boolean header = node instanceof TableCell cell && cell.isHeader();
			Node only = node.getFirstChild();
			ObjectNode content = (only != null && only.getNext() == null) ? blocks.image(only) : null;
			if (content == null) {
				ArrayNode inlines = MarkdownInlines.convert(node, context);
				blankHeader &= inlines.isEmpty();
				content = AdfNodes.paragraph(inlines);
			}
			else {
				blankHeader = false;
			}
			blankHeader &= header;
			cells.add(AdfNodes.node(header ? "tableHeader" : "tableCell", List.of(content)));
		}
		if (!blankHeader || row.getParent().getNext() == null) {
			rows.add(AdfNodes.node("tableRow", cells));
		}
	}

}
