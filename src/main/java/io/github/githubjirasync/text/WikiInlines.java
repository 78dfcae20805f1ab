package io.github.githubjirasync.text;

import java.util.Arrays;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of one block of wiki markup into ADF inline nodes. Marks end on the line
 * where they start; each search for an end that fails is not repeated on that line, so
 * that time stays linear.
 */
final class WikiInlines {

	private static final String MARKS = "*_-+^~?";

	private static final int[] MARK_OF = { Mark.STRONG, Mark.EM, Mark.STRIKE, Mark.UNDERLINE, Mark.SUP, Mark.SUB,
			Mark.EM };

	private static final int MAX_MACRO = 60;

	private static final int MAX_LINK = 2048;

	private final String text;

	private final InlineBuilder out = new InlineBuilder();

	/** Per mark, the end of the line on which no closing mark is left. */
	private final int[] noClosing = new int[MARKS.length() * 2 + 2];

	private final int lastBracket;

	private int lineStart;

	private int lineEnd = -1;

	private WikiInlines(String text) {
		this.text = text;
		this.lastBracket = text.lastIndexOf(']');
		Arrays.fill(this.noClosing, -1);
	}

	static ArrayNode convert(String text) {
		WikiInlines inlines = new WikiInlines(text.strip());
		inlines.parse(0, inlines.text.length(), 0, null);
		return inlines.out.build();
	}

	private void parse(int start, int end, int marks, @Nullable Link link) {
		int done = start;
		int i = start;
		while (i < end) {
			char c = this.text.charAt(i);
			int next = (c == ' ' || Characters.isAlphanumeric(c) && c != 'h') ? i
					: special(c, i, end, marks, link, done);
			if (next > i) {
				done = next;
				i = next;
			}
			else {
				i++;
			}
		}
		plain(done, end, marks, link);
	}

	private void plain(int start, int end, int marks, @Nullable Link link) {
		if (start < end) {
			this.out.text(this.text.substring(start, end), marks, link);
		}
	}

	/**
	 * Reads markup.
	 * @return the index behind it; the place itself when it is none
	 */
	private int special(char c, int i, int end, int marks, @Nullable Link link, int done) {
		switch (c) {
			case '\n':
				plain(done, i, marks, link);
				this.out.hardBreak();
				return i + 1;
			case '\\':
				return backslash(i, end, marks, link, done);
			case '&':
				int entity = Entities.end(this.text, i);
				if (entity > 0 && entity <= end) {
					plain(done, i, marks, link);
					this.out.text(Entities.value(this.text.substring(i + 1, entity - 1)), marks, link);
					return entity;
				}
				return i;
			case '{':
				return brace(i, end, marks, link, done);
			case '[':
				return (link == null) ? link(i, end, marks, done) : i;
			case '!':
				return inlineImage(i, end, marks, link, done);
			case 'h':
				return (link == null && WebAddress.startsAt(this.text, i)) ? address(i, end, marks, done) : i;
			default:
				return (MARKS.indexOf(c) >= 0) ? mark(i, end, marks, link, done) : i;
		}
	}

	private int backslash(int i, int end, int marks, @Nullable Link link, int done) {
		if (i + 1 >= end) {
			return i;
		}
		char next = this.text.charAt(i + 1);
		if (next == '\\') {
			plain(done, i, marks, link);
			this.out.hardBreak();
			int after = i + 2;
			return (after < end && (this.text.charAt(after) == '\n' || this.text.charAt(after) == ' ')) ? after + 1
					: after;
		}
		if (Characters.isAlphanumeric(next) || next <= ' ' || next >= 127) {
			return i;
		}
		plain(done, i, marks, link);
		this.out.text(String.valueOf(next), marks, link);
		return i + 2;
	}

	private int brace(int i, int end, int marks, @Nullable Link link, int done) {
		if (this.text.startsWith("{{", i)) {
			int close = closing("}}", i + 2, end, MARKS.length() * 2);
			if (close > i + 2) {
				plain(done, i, marks, link);
				this.out.text(WikiEscapes.unescape(this.text.substring(i + 2, close)), marks | Mark.CODE, link);
				return close + 2;
			}
			return i;
		}
		if (i + 2 < end && this.text.charAt(i + 2) == '}' && MARKS.indexOf(this.text.charAt(i + 1)) >= 0) {
			int mark = MARKS.indexOf(this.text.charAt(i + 1));
			int close = closing(this.text.substring(i, i + 3), i + 3, end, MARKS.length() + mark);
			if (close > i + 3) {
				plain(done, i, marks, link);
				parse(i + 3, close, marks | MARK_OF[mark], link);
				return close + 3;
			}
			return i;
		}
		if (this.text.startsWith("{color", i) || this.text.startsWith("{anchor:", i)) {
			int close = this.text.substring(i, Math.min(end, i + MAX_MACRO)).indexOf('}') + i;
			if (close > i) {
				plain(done, i, marks, link);
				return close + 1;
			}
		}
		return i;
	}

	/** The end of a line, remembered, since each mark of the line asks for it. */
	private int lineEnd(int from, int end) {
		if (from < this.lineStart || from > this.lineEnd) {
			int eol = this.text.indexOf('\n', from);
			this.lineStart = from;
			this.lineEnd = (eol < 0) ? this.text.length() : eol;
		}
		return Math.min(this.lineEnd, end);
	}

	private int closing(String close, int from, int end, int memo) {
		if (from <= this.noClosing[memo]) {
			return -1;
		}
		int eol = lineEnd(from, end);
		for (int i = from; i + close.length() <= eol; i++) {
			if (this.text.startsWith(close, i)) {
				return i;
			}
			i += (this.text.charAt(i) == '\\') ? 1 : 0;
		}
		this.noClosing[memo] = eol;
		return -1;
	}

	private int mark(int i, int end, int marks, @Nullable Link link, int done) {
		int index = MARKS.indexOf(this.text.charAt(i));
		int length = (this.text.charAt(i) == '?') ? 2 : 1;
		if ((marks & MARK_OF[index]) != 0 || i <= this.noClosing[index] || !opens(i, length, end)) {
			return i;
		}
		int eol = lineEnd(i, end);
		for (int close = i + length + 1; close + length <= eol; close++) {
			if (closes(i, close, length, eol)) {
				plain(done, i, marks, link);
				parse(i + length, close, marks | MARK_OF[index], link);
				return close + length;
			}
			close += (this.text.charAt(close) == '\\') ? 1 : 0;
		}
		this.noClosing[index] = eol;
		return i;
	}

	private boolean opens(int i, int length, int end) {
		if (i + length >= end || (i > 0 && Characters.isAlphanumeric(this.text.charAt(i - 1)))) {
			return false;
		}
		char mark = this.text.charAt(i);
		char next = this.text.charAt(i + length);
		return next > ' ' && next != mark && (length == 1 || this.text.charAt(i + 1) == mark)
				&& (i == 0 || this.text.charAt(i - 1) != mark);
	}

	private boolean closes(int open, int close, int length, int eol) {
		char mark = this.text.charAt(open);
		if (this.text.charAt(close) != mark || (length == 2 && this.text.charAt(close + 1) != mark)) {
			return false;
		}
		char before = this.text.charAt(close - 1);
		return before > ' ' && before != mark
				&& (close + length >= eol || (!Characters.isAlphanumeric(this.text.charAt(close + length))
						&& this.text.charAt(close + length) != mark));
	}

	private int address(int i, int end, int marks, int done) {
		int close = WebAddress.end(this.text, i, end, "|[]{}\\");
		if (close <= this.text.indexOf("://", i) + 3) {
			return i;
		}
		String url = this.text.substring(i, close);
		plain(done, i, marks, null);
		this.out.text(url, marks, new Link(url, null));
		return close;
	}

	private int link(int i, int end, int marks, int done) {
		if (i > this.lastBracket) {
			return i;
		}
		int memo = MARKS.length() * 2 + 1;
		int reach = Math.min(end, i + MAX_LINK);
		int close = closing("]", i + 1, reach, memo);
		if (close < 0) {
			// Out of this one's reach is not out of the next one's.
			this.noClosing[memo] = (reach < end) ? i : this.noClosing[memo];
			return i;
		}
		if (this.text.charAt(i + 1) == '~') {
			String user = this.text.substring(i + 2, close);
			if (user.isBlank()) {
				return i;
			}
			plain(done, i, marks, null);
			String id = user.startsWith("accountid:") ? user.substring("accountid:".length()) : user;
			this.out.node(AdfNodes.mention(id, "@" + id));
			return close + 1;
		}
		int bar = i + 1;
		while (bar < close && this.text.charAt(bar) != '|') {
			bar += (this.text.charAt(bar) == '\\') ? 2 : 1;
		}
		bar = Math.min(bar, close);
		String rest = (bar < close) ? this.text.substring(bar + 1, close) : this.text.substring(i + 1, close);
		int tooltip = rest.indexOf('|');
		String href = ((tooltip < 0) ? rest : rest.substring(0, tooltip)).strip();
		if (!WikiEscapes.isTarget(href)) {
			return i;
		}
		plain(done, i, marks, null);
		Link target = new Link(href, (tooltip < 0) ? null : rest.substring(tooltip + 1));
		if (bar < close && bar > i + 1) {
			parse(i + 1, bar, marks, target);
		}
		else {
			this.out.text(href.startsWith("mailto:") ? href.substring(7) : href, marks, target);
		}
		return close + 1;
	}

	private int inlineImage(int i, int end, int marks, @Nullable Link link, int done) {
		boolean opens = i + 1 < end && this.text.charAt(i + 1) > ' ' && this.text.charAt(i + 1) != '!'
				&& (i == 0 || !Characters.isAlphanumeric(this.text.charAt(i - 1)));
		int close = opens ? this.text.indexOf('!', i + 1) : -1;
		if (close < 0 || close >= lineEnd(i, end)) {
			return i;
		}
		String image = this.text.substring(i + 1, close);
		if (!WikiImages.isImage(image)) {
			return i;
		}
		plain(done, i, marks, link);
		Link target = (link != null) ? link : WikiImages.link(image);
		this.out.text(WikiImages.text(image), marks, target);
		return close + 1;
	}

}
