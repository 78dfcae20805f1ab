package io.github.githubjirasync.text;

import java.util.List;

import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Parses GitHub Flavored Markdown, bounding what a hostile text could make of it: blocks
 * nest {@value #MAX_NESTING} deep, and a table whose rows would have to be filled up with
 * more than {@value #MAX_TABLE_CELLS} cells stays text. A text whose emphasis nests
 * deeper than the stack is taken as plain text.
 */
final class MarkdownParser {

	private static final int MAX_NESTING = 48;

	private static final int MAX_TABLE_CELLS = 200_000;

	private static final Parser PLAIN = builder().build();

	/**
	 * Looks at every h and w, which is a fifth slower; only for texts with an address.
	 */
	private static final Parser LINKING = builder().customInlineContentParserFactory(new AutolinkParser.Factory())
		.build();

	private MarkdownParser() {
	}

	private static Parser.Builder builder() {
		return Parser.builder()
			.extensions(List.of(TablesExtension.create(), StrikethroughExtension.create(), FootnotesExtension.create()))
			.customInlineContentParserFactory(new UnclosedTagParser.Factory())
			.maxOpenBlockParsers(MAX_NESTING);
	}

	/**
	 * Parses a text.
	 * @param text the text, its tables bounded
	 * @return the document
	 */
	static Node parse(String text) {
		try {
			return (text.contains("://") || text.contains("www.")) ? LINKING.parse(text) : PLAIN.parse(text);
		}
		catch (StackOverflowError ex) {
			// The library joins the texts inside of emphasis and images recursively, and
			// has no bound for those as it has for blocks. It leaves no state behind.
			return plain(text);
		}
	}

	/** The text as one paragraph without any markup. */
	private static Node plain(String text) {
		Node paragraph = new Paragraph();
		text.lines().forEach((line) -> {
			if (paragraph.getFirstChild() != null) {
				paragraph.appendChild(new SoftLineBreak());
			}
			paragraph.appendChild(new Text(line));
		});
		Node document = new Document();
		document.appendChild(paragraph);
		return document;
	}

	/**
	 * Takes the meaning from the delimiter rows of tables too large to fill up.
	 * @param markdown the text
	 * @return the text itself when there is none
	 */
	static String boundTables(String markdown) {
		int lines = -1;
		StringBuilder bounded = null;
		int copied = 0;
		for (int start = markdown.indexOf('|'); start >= 0; start = markdown.indexOf('|', start)) {
			start = markdown.lastIndexOf('\n', start) + 1;
			int end = markdown.indexOf('\n', start);
			end = (end < 0) ? markdown.length() : end;
			int columns = delimiterColumns(markdown, start, end);
			if (columns > 1) {
				lines = (lines < 0) ? lines(markdown) : lines;
				if ((long) columns * lines > MAX_TABLE_CELLS) {
					bounded = (bounded != null) ? bounded : new StringBuilder(markdown.length() + 16);
					int pipe = markdown.indexOf('|', start);
					bounded.append(markdown, copied, pipe).append('\\');
					copied = pipe;
				}
			}
			start = end;
		}
		return (bounded != null) ? bounded.append(markdown, copied, markdown.length()).toString() : markdown;
	}

	private static int delimiterColumns(String text, int start, int end) {
		int columns = 1;
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			if (c == '|') {
				columns++;
			}
			else if ("-: \t\r>*+.)0123456789".indexOf(c) < 0) {
				return 0;
			}
		}
		return columns;
	}

	private static int lines(String text) {
		int lines = 1;
		for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
			lines++;
		}
		return lines;
	}

}
