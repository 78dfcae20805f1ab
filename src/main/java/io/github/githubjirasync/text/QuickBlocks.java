package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns the blocks that most texts are made of into ADF without a syntax tree:
 * paragraphs, headings, fenced code and flat lists. Any other part of the document goes
 * to the parser, from where it starts to where no block of it can be open any more; where
 * there are several, the rest of the document. Both give the same nodes. It is longer
 * than usual because all kinds of blocks are told apart by one scan of one text.
 */
final class QuickBlocks {

	/** A longer text may be hostile, and what bounds it is in the parser. */
	private static final int MAX_LENGTH = Markdown.MAX_CHARACTERS;

	private static final int MAX_NUMBER = 9;

	/**
	 * Parts that the parser gets before it gets all of the rest, as each costs a start.
	 */
	private static final int MAX_PARTS = 3;

	private final String text;

	/** The same text, whose characters are read quicker. */
	private final char[] chars;

	private final QuickInlines quick;

	private final MarkdownToAdf parsed;

	private final List<ObjectNode> blocks = new ArrayList<>();

	private int parts;

	private QuickBlocks(String text, ConversionContext context, MarkdownToAdf parsed) {
		this.text = text;
		this.chars = text.toCharArray();
		this.quick = new QuickInlines(text, this.chars, contains(text, ']', '('), context);
		this.parsed = parsed;
	}

	/**
	 * Converts a document.
	 * @param markdown the text
	 * @param context the conversion's context
	 * @param parsed converts the parts that are not simple
	 * @return the blocks
	 */
	static List<ObjectNode> convert(String markdown, ConversionContext context, MarkdownToAdf parsed) {
		String text = (markdown.indexOf('\r') < 0) ? markdown : markdown.replace("\r\n", "\n").replace('\r', '\n');
		text = MarkdownParser.boundTables(text);
		if (text.length() > MAX_LENGTH || contains(text, ']', ':') || text.indexOf('\0') >= 0 || hasHtmlBlock(text)) {
			return parsed.parse(text);
		}
		QuickBlocks quick = new QuickBlocks(text, context, parsed);
		quick.convert();
		return quick.blocks;
	}

	/**
	 * As if by {@link String#contains}, but quicker for a first character that is rare.
	 */
	private static boolean contains(String text, char first, char second) {
		int i = text.indexOf(first);
		while (i >= 0 && i + 1 < text.length() && text.charAt(i + 1) != second) {
			i = text.indexOf(first, i + 1);
		}
		return i >= 0 && i + 1 < text.length();
	}

	private static boolean hasHtmlBlock(String text) {
		for (int i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) {
			int before = i - 1;
			while (before >= 0 && Characters.isSpace(text.charAt(before))) {
				before--;
			}
			if (before < 0 || text.charAt(before) == '\n') {
				return true;
			}
		}
		return false;
	}

	private void convert() {
		int i = 0;
		while (i < this.text.length()) {
			if (this.parts == MAX_PARTS) {
				parse(i, this.text.length());
				return;
			}
			int eol = lineEnd(i);
			if (isBlank(i, eol)) {
				i = eol + 1;
				continue;
			}
			char c = this.chars[i];
			int next = switch (c) {
				case '#' -> heading(i, eol);
				case '`', '~' -> isFence(i, eol) ? fence(i, eol) : paragraph(i, eol);
				case '-', '+' -> list(i, eol);
				case '*' -> (markerEnd(i, eol) > 0) ? list(i, eol) : paragraph(i, eol);
				default -> isNumber(i, eol) ? list(i, eol) : paragraph(i, eol);
			};
			i = (next >= 0) ? next : parse(i);
		}
	}

	/**
	 * Hands a part of the document to the parser.
	 * @return where the part ends: in front of a line behind an empty one that continues
	 * nothing
	 */
	private int parse(int start) {
		int first = lineEnd(start);
		int i = startsFence(start, first) ? this.text.length() : first + 1;
		boolean blank = false;
		while (i < this.text.length()) {
			int eol = lineEnd(i);
			if (isBlank(i, eol)) {
				blank = true;
			}
			else {
				char c = this.chars[i];
				if (blank && !Characters.isSpace(c) && "-+*".indexOf(c) < 0 && !Characters.isDigit(c)) {
					break;
				}
				blank = false;
				if (startsFence(i, eol)) {
					// Where it ends is for the parser to find.
					i = this.text.length();
					break;
				}
			}
			i = eol + 1;
		}
		int end = Math.min(i, this.text.length());
		parse(start, end);
		return end;
	}

	private void parse(int start, int end) {
		this.parts++;
		this.blocks.addAll(this.parsed.parse(this.text.substring(start, end)));
	}

	private boolean startsFence(int start, int eol) {
		for (int i = start; i + 2 < eol; i++) {
			char c = this.chars[i];
			if ((c == '`' || c == '~') && this.chars[i + 1] == c && this.chars[i + 2] == c) {
				return true;
			}
		}
		return false;
	}

	private int heading(int start, int eol) {
		int i = start;
		while (i < eol && this.chars[i] == '#') {
			i++;
		}
		int level = i - start;
		while (i < eol && Characters.isSpace(this.chars[i])) {
			i++;
		}
		int end = eol;
		while (end > i && Characters.isSpace(this.chars[end - 1])) {
			end--;
		}
		if (level > 6 || i == start + level || i >= end || this.chars[end - 1] == '#') {
			return -1;
		}
		ArrayNode inlines = this.quick.convert(i, end);
		if (inlines == null) {
			parse(start, eol);
		}
		else {
			this.blocks.add(AdfNodes.heading(level, inlines));
		}
		return eol + 1;
	}

	private boolean isFence(int start, int eol) {
		int i = fenceEnd(start, eol);
		if (i - start < 3 || i == eol) {
			return i - start > 2;
		}
		// A tilde behind backticks and the reverse are no info string for the parser.
		return (this.chars[start] == '~') ? this.chars[i] != '`'
				: this.chars[i] != '~' && this.text.substring(i, eol).indexOf('`') < 0;
	}

	private int fenceEnd(int start, int eol) {
		int i = start;
		while (i < eol && this.chars[i] == this.chars[start]) {
			i++;
		}
		return i;
	}

	private int fence(int start, int eol) {
		int infoStart = fenceEnd(start, eol);
		String fence = this.text.substring(start, infoStart);
		String info = this.text.substring(infoStart, eol).strip();
		int i = eol + 1;
		while (i < this.text.length()) {
			int lineEnd = lineEnd(i);
			int first = i;
			while (first < lineEnd && this.chars[first] == ' ') {
				first++;
			}
			if (first - i < 4 && this.text.startsWith(fence, first) && isBlank(fenceEnd(first, lineEnd), lineEnd)) {
				code(start, eol, i, lineEnd, info);
				return lineEnd + 1;
			}
			i = lineEnd + 1;
		}
		// What nobody closed ends with the document.
		int end = this.text.length();
		code(start, eol, (end > eol + 1 && this.chars[end - 1] == '\n') ? end : end + 1, end, info);
		return end;
	}

	private void code(int start, int eol, int lineBehind, int end, String info) {
		if (info.indexOf('\\') >= 0 || info.indexOf('&') >= 0) {
			parse(start, end);
		}
		else {
			String code = (lineBehind > eol + 2) ? this.text.substring(eol + 1, lineBehind - 1) : "";
			this.blocks.add(AdfNodes.codeBlock(MarkdownToAdf.firstWord(info), code));
		}
	}

	private int paragraph(int start, int eol) {
		if (!startsParagraph(start, eol)) {
			return -1;
		}
		int end = eol;
		int next = eol + 1;
		while (next < this.text.length()) {
			int lineEnd = lineEnd(next);
			int first = next;
			while (first < lineEnd && Characters.isSpace(this.chars[first])) {
				first++;
			}
			if (first == lineEnd || (first == next
					&& (isHeading(next, lineEnd) || ("`~".indexOf(this.chars[next]) >= 0 && isFence(next, lineEnd))))) {
				break;
			}
			if (!continuesParagraph(first, lineEnd)) {
				return -1;
			}
			end = lineEnd;
			next = lineEnd + 1;
		}
		ArrayNode inlines = this.quick.convert(start, end);
		if (inlines == null) {
			parse(start, end);
		}
		else {
			this.blocks.add(AdfNodes.paragraph(inlines));
		}
		return next;
	}

	private boolean isHeading(int start, int eol) {
		int i = start;
		while (i < eol && this.chars[i] == '#') {
			i++;
		}
		return i > start && i - start <= 6 && i < eol && this.chars[i] == ' ';
	}

	private boolean startsParagraph(int start, int eol) {
		char c = this.chars[start];
		return switch (c) {
			case '*', '_' -> start + 1 < eol && !Characters.isSpace(this.chars[start + 1]) && !isRule(start, eol);
			case ' ', '\t', '#', '>', '-', '+', '=', '|', ':', '<' -> false;
			case '`', '~' -> !(startsFence(start, Math.min(eol, start + 3)));
			default -> !isNumber(start, eol);
		};
	}

	private boolean continuesParagraph(int first, int eol) {
		char c = this.chars[first];
		return switch (c) {
			case '*', '_', '#', '>', '-', '+', '=', '|', ':', '<' -> false;
			case '`', '~' -> !(startsFence(first, Math.min(eol, first + 3)));
			default -> !isNumber(first, eol);
		};
	}

	private boolean isRule(int start, int eol) {
		for (int i = start; i < eol; i++) {
			char c = this.chars[i];
			if (c != this.chars[start] && !Characters.isSpace(c)) {
				return false;
			}
		}
		return true;
	}

	/** Whether a line starts like an item of an ordered list. */
	private boolean isNumber(int start, int eol) {
		int i = start;
		while (i < eol && Characters.isDigit(this.chars[i])) {
			i++;
		}
		return i > start && i < eol && (this.chars[i] == '.' || this.chars[i] == ')');
	}

	/** A list of one-line items, perhaps with empty lines between them. */
	private int list(int start, int eol) {
		int marker = markerEnd(start, eol);
		if (marker < 0) {
			return -1;
		}
		boolean ordered = Characters.isDigit(this.chars[start]);
		char kind = this.chars[marker - 2];
		ArrayNode items = AdfNodes.array();
		int i = start;
		while (i < this.text.length()) {
			int lineEnd = lineEnd(i);
			if (isBlank(i, lineEnd)) {
				int next = lineEnd + 1;
				while (next < this.text.length() && isBlank(next, lineEnd(next))) {
					next = lineEnd(next) + 1;
				}
				if (next < this.text.length() && (Characters.isSpace(this.chars[next])
						|| "-+*".indexOf(this.chars[next]) >= 0 || Characters.isDigit(this.chars[next]))) {
					int further = markerEnd(next, lineEnd(next));
					if (further < 0) {
						return -1;
					}
					if (this.chars[further - 2] == kind && ordered == Characters.isDigit(this.chars[next])) {
						// A loose list looks like any other in Jira.
						i = next;
						continue;
					}
				}
				break;
			}
			int item = markerEnd(i, lineEnd);
			if (item < 0 || this.chars[item - 2] != kind || ordered != Characters.isDigit(this.chars[i])
					|| !startsParagraph(item, lineEnd) || isTask(item, lineEnd)) {
				return -1;
			}
			ArrayNode inlines = this.quick.convert(item, lineEnd);
			if (inlines == null) {
				return -1;
			}
			items.add(AdfNodes.listItem(AdfNodes.paragraph(inlines)));
			i = lineEnd + 1;
		}
		int number = ordered ? Integer.parseInt(this.text, start, marker - 2, 10) : 1;
		this.blocks.add(AdfNodes.list(ordered, number, items));
		return Math.min(i, this.text.length());
	}

	private boolean isTask(int start, int eol) {
		return start + 2 < eol && this.chars[start] == '[' && this.chars[start + 2] == ']';
	}

	/** Where the text behind a list marker and one blank starts; -1 for anything else. */
	private int markerEnd(int start, int eol) {
		int i = start;
		while (i < eol && i - start < MAX_NUMBER && Characters.isDigit(this.chars[i])) {
			i++;
		}
		if (i + 2 >= eol || ((i > start) ? ".)" : "-+*").indexOf(this.chars[i]) < 0 || this.chars[i + 1] != ' '
				|| Characters.isSpace(this.chars[i + 2])) {
			return -1;
		}
		return i + 2;
	}

	private int lineEnd(int from) {
		int eol = this.text.indexOf('\n', from);
		return (eol < 0) ? this.text.length() : eol;
	}

	private boolean isBlank(int start, int end) {
		for (int i = start; i < end; i++) {
			if (!Characters.isSpace(this.chars[i])) {
				return false;
			}
		}
		return true;
	}

}
