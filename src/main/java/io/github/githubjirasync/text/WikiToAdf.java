package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns the blocks of Jira wiki markup into ADF. A line feed within a paragraph is a line
 * break, as Jira shows it.
 */
final class WikiToAdf {

	private static final int MAX_DEPTH = 10;

	private String text = "";

	/** Macros whose end was looked for and is not there, so as not to look again. */
	private final List<String> unclosed = new ArrayList<>();

	ObjectNode convert(String wiki) {
		this.text = Characters.clean(wiki.replace("\r\n", "\n").replace('\r', '\n'));
		return AdfNodes.doc(blocks(0, this.text.length(), 0));
	}

	private List<ObjectNode> blocks(int start, int end, int depth) {
		List<ObjectNode> blocks = new ArrayList<>();
		StringBuilder paragraph = new StringBuilder();
		int position = start;
		while (position < end) {
			int eol = lineEnd(position, end);
			WikiMacro macro = macro(position, eol, end);
			int first = skipSpaces(position, eol);
			if (first == eol) {
				flush(paragraph, blocks);
				position = eol + 1;
			}
			else if (WikiLists.isItem(this.text, first, eol)) {
				flush(paragraph, blocks);
				position = list(first, end, depth, blocks);
			}
			else if (macro != null) {
				append(position, macro.start(), paragraph);
				if (isBlock(position, macro.start())) {
					line(paragraph.toString(), blocks);
					paragraph.setLength(0);
				}
				flush(paragraph, blocks);
				position = macro(macro, end, depth, blocks);
			}
			else if (this.text.charAt(first) == '|') {
				flush(paragraph, blocks);
				position = WikiTables.add(this.text, first, end, blocks);
			}
			else if (isBlock(first, eol)) {
				flush(paragraph, blocks);
				line(this.text.substring(first, eol), blocks);
				position = eol + 1;
			}
			else {
				append(position, eol, paragraph);
				position = eol + 1;
			}
		}
		flush(paragraph, blocks);
		return blocks;
	}

	private void append(int start, int end, StringBuilder paragraph) {
		if (!this.text.substring(start, end).isBlank()) {
			paragraph.append(paragraph.isEmpty() ? "" : "\n").append(this.text, start, end);
		}
	}

	private static void flush(StringBuilder paragraph, List<ObjectNode> blocks) {
		if (!paragraph.isEmpty()) {
			String text = paragraph.toString();
			paragraph.setLength(0);
			ObjectNode image = WikiImages.block(text.strip());
			if (image != null) {
				blocks.add(image);
			}
			else {
				ImageLines.add(WikiInlines.convert(text), blocks);
			}
		}
	}

	private int lineEnd(int position, int end) {
		int eol = this.text.indexOf('\n', position);
		return (eol < 0 || eol > end) ? end : eol;
	}

	private int skipSpaces(int position, int end) {
		int i = position;
		while (i < end && (Characters.isSpace(this.text.charAt(i)) || this.text.charAt(i) == '\u00A0')) {
			i++;
		}
		return i;
	}

	/** Whether a line is a heading, a rule or a quote. */
	private boolean isBlock(int start, int end) {
		return headingLevel(this.text, start, end) > 0 || this.text.startsWith("bq. ", start) || isRule(start, end);
	}

	private static int headingLevel(String text, int start, int end) {
		return (start + 3 < end && text.charAt(start) == 'h' && text.charAt(start + 1) >= '1'
				&& text.charAt(start + 1) <= '6' && text.charAt(start + 2) == '.' && text.charAt(start + 3) == ' ')
						? text.charAt(start + 1) - '0' : 0;
	}

	private boolean isRule(int start, int end) {
		int i = start;
		while (i < end && this.text.charAt(i) == '-') {
			i++;
		}
		return i - start >= 4 && this.text.substring(i, end).isBlank();
	}

	private static void line(String line, List<ObjectNode> blocks) {
		int level = headingLevel(line, 0, line.length());
		if (level > 0) {
			blocks.add(AdfNodes.heading(level, WikiInlines.convert(line.substring(3))));
		}
		else if (line.startsWith("bq. ")) {
			ObjectNode paragraph = AdfNodes.paragraph(WikiInlines.convert(line.substring(3)));
			blocks.add(AdfNodes.node("blockquote", List.of(paragraph)));
		}
		else {
			blocks.add(AdfNodes.node("rule"));
		}
	}

	private @Nullable WikiMacro macro(int start, int eol, int end) {
		for (int i = start; i < eol; i++) {
			WikiMacro macro = (this.text.charAt(i) == '{') ? WikiMacro.at(this.text, i, eol) : null;
			if (macro != null && closing(macro, end) >= 0) {
				return macro;
			}
		}
		return null;
	}

	private int closing(WikiMacro macro, int end) {
		String close = "{" + macro.name() + "}";
		String key = close + end;
		if (this.unclosed.contains(key)) {
			return -1;
		}
		int closing = this.text.indexOf(close, macro.end());
		if (closing < 0 || closing + close.length() > end) {
			this.unclosed.add(key);
			return -1;
		}
		return closing;
	}

	private int macro(WikiMacro macro, int end, int depth, List<ObjectNode> blocks) {
		int closing = closing(macro, end);
		String title = macro.parameter("title");
		if (macro.isVerbatim()) {
			String code = this.text.substring(macro.end(), closing);
			code = code.startsWith("\n") ? code.substring(1) : code;
			code = code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
			String language = macro.parameter("language");
			title(title, blocks);
			blocks.add(AdfNodes.codeBlock(language.isEmpty() ? macro.parameter("") : language, code));
		}
		else if (depth >= MAX_DEPTH) {
			title(title, blocks);
			blocks.add(AdfNodes.paragraph(WikiInlines.convert(this.text.substring(macro.end(), closing))));
		}
		else if (macro.name().equals("quote")) {
			blocks.addAll(
					Container.BLOCKQUOTE.wrap(AdfNodes.node("blockquote"), blocks(macro.end(), closing, depth + 1)));
		}
		else {
			List<ObjectNode> content = new ArrayList<>();
			title(title, content);
			content.addAll(blocks(macro.end(), closing, depth + 1));
			ObjectNode panel = AdfNodes.node("panel");
			panel.putObject("attrs").put("panelType", panelType(macro.parameter("bgColor")));
			blocks.addAll(Container.PANEL.wrap(panel, content));
		}
		return closing + macro.name().length() + 2;
	}

	private static String panelType(String colour) {
		for (Map.Entry<String, String> type : AdfToWiki.PANEL_COLOURS.entrySet()) {
			if (type.getValue().equalsIgnoreCase(colour)) {
				return type.getKey();
			}
		}
		return "info";
	}

	private static void title(String title, List<ObjectNode> blocks) {
		if (!title.isEmpty()) {
			ObjectNode paragraph = AdfNodes.node("paragraph");
			paragraph.putArray("content").add(AdfNodes.text(title, Mark.STRONG, null));
			blocks.add(paragraph);
		}
	}

	/**
	 * Reads the items of a list. A macro that starts on an item's line belongs to the
	 * item.
	 */
	private int list(int start, int end, int depth, List<ObjectNode> blocks) {
		WikiLists lists = new WikiLists();
		int position = start;
		while (position < end) {
			int eol = lineEnd(position, end);
			int first = skipSpaces(position, eol);
			boolean item = WikiLists.isItem(this.text, first, eol);
			if (first == eol || (!item && (this.text.charAt(first) == '|' || isBlock(first, eol)))) {
				break;
			}
			WikiMacro macro = macro(position, eol, end);
			if (!item && macro != null) {
				break;
			}
			int textStart = item ? lists.item(this.text, first) : first;
			int textEnd = (macro != null) ? macro.start() : eol;
			lists.text(this.text.substring(Math.min(textStart, textEnd), textEnd));
			position = eol + 1;
			if (macro != null) {
				position = macro(macro, end, depth, lists.blocks());
				if (position < end && this.text.charAt(position) == '\n') {
					position++;
				}
			}
		}
		blocks.addAll(lists.build());
		return position;
	}

}
