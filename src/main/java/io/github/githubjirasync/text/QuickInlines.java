package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a paragraph into ADF in one pass, without a syntax tree: code spans,
 * simple links, addresses, and emphasis that neither nests nor can be read in two ways.
 * What is more than that it leaves to the parser. Both give the same nodes. It is longer
 * than usual because all kinds of markup are told apart by one scan of one text.
 */
final class QuickInlines {

	private static final byte SPECIAL = 1;

	/** May be part of a mention or a reference. */
	private static final byte REFERRING = 2;

	/** Stands in an address behind the letters by which it is told. */
	private static final byte WEB = 3;

	/** Must not get into ADF. */
	private static final byte CONTROL = 4;

	private static final byte[] KINDS = new byte[128];

	static {
		for (char c = 0; c < ' '; c++) {
			KINDS[c] = CONTROL;
		}
		KINDS['\t'] = 0;
		KINDS[127] = CONTROL;
		KINDS[':'] = WEB;
		KINDS['.'] = WEB;
		for (char c : "\n`*_~[!<&\\".toCharArray()) {
			KINDS[c] = SPECIAL;
		}
		for (char c : "@#0123456789".toCharArray()) {
			KINDS[c] = REFERRING;
		}
	}

	private final ConversionContext context;

	private final MarkdownReferences references;

	private final String text;

	/** The same text, whose characters are read quicker. */
	private final char[] chars;

	/** Whether there may be links other than addresses. */
	private final boolean links;

	private InlineBuilder out = new InlineBuilder();

	/** Where the text of the block ends. */
	private int end;

	/** Where the text starts that is not added yet. */
	private int from;

	/** Whether that text may have mentions or references in it. */
	private boolean refers;

	/** Whether it may have characters in it that ADF must not have. */
	private boolean unclean;

	private int marks;

	/** Whether no link that starts behind this place can end. */
	private boolean noneCloses;

	private char open;

	private int openLength;

	/**
	 * Makes one for all blocks of a document.
	 * @param text the document, without a link reference definition
	 * @param chars its characters
	 * @param links whether there may be links other than addresses
	 * @param context the conversion's context
	 */
	QuickInlines(String text, char[] chars, boolean links, ConversionContext context) {
		this.context = context;
		this.references = new MarkdownReferences(context);
		this.text = text;
		this.chars = chars;
		this.links = links;
	}

	/**
	 * Converts the text of one block.
	 * @param start where the text of the block starts
	 * @param stop where its last line ends
	 * @return the inline nodes, or null when the parser has to do it
	 */
	@Nullable ArrayNode convert(int start, int stop) {
		int last = stop;
		while (last > start && Characters.isSpace(this.chars[last - 1])) {
			last--;
		}
		this.out = new InlineBuilder();
		this.from = start;
		this.end = last;
		this.refers = false;
		this.unclean = false;
		this.marks = 0;
		this.noneCloses = false;
		this.open = 0;
		return parse() ? this.out.build() : null;
	}

	private boolean parse() {
		char[] in = this.chars;
		int i = this.from;
		int stop = this.end;
		while (i < stop) {
			char c = in[i];
			if (c >= 128) {
				if (c == Characters.ZERO_WIDTH_SPACE) {
					return false;
				}
				this.unclean |= c >= Character.MIN_SURROGATE;
				i++;
				continue;
			}
			byte kind = KINDS[c];
			if (kind == 0) {
				i = behindPlain(in, i + 1, stop);
			}
			else if (kind == WEB) {
				i = address(c, i);
			}
			else if (kind == SPECIAL) {
				i = special(c, i);
				if (i < 0) {
					return false;
				}
			}
			else {
				this.refers |= kind == REFERRING;
				this.unclean |= kind == CONTROL;
				i++;
			}
		}
		plain(this.end);
		return this.open == 0;
	}

	private static int behindPlain(char[] in, int start, int stop) {
		for (int i = start; i < stop; i++) {
			char c = in[i];
			// One jump for both questions: this is where most characters pass.
			if (((c >>> 7) | KINDS[c & 127]) != 0) {
				return i;
			}
		}
		return stop;
	}

	private int special(char c, int i) {
		return switch (c) {
			case '\n' -> lineBreak(i);
			case '`' -> code(i);
			case '[' -> this.links ? link(i) : i + 1;
			case '!' -> (this.links && i + 1 < this.end && this.chars[i + 1] == '[') ? -1 : i + 1;
			case '&' -> (i + 1 < this.end && (this.chars[i + 1] == '#' || Characters.isAlphanumeric(this.chars[i + 1])))
					? -1 : i + 1;
			case '*', '_', '~' -> delimiter(c, i);
			default -> -1;
		};
	}

	private void plain(int until) {
		if (this.from < until) {
			String plain = this.text.substring(this.from, until);
			if (this.refers) {
				this.references.add(plain, this.marks, this.out);
				this.refers = false;
			}
			else {
				this.out.text(plain, this.marks, null, this.unclean);
			}
			this.unclean = false;
		}
	}

	private int lineBreak(int i) {
		int lineEnd = i;
		while (lineEnd > this.from && this.chars[lineEnd - 1] == ' ') {
			lineEnd--;
		}
		plain(lineEnd);
		this.out.hardBreak();
		int next = i + 1;
		while (next < this.end && Characters.isSpace(this.chars[next])) {
			next++;
		}
		this.from = next;
		return next;
	}

	private int code(int i) {
		int start = i;
		while (start < this.end && this.chars[start] == '`') {
			start++;
		}
		int length = start - i;
		int close = start;
		while (close < this.end && this.chars[close] != '\n') {
			if (this.chars[close] != '`') {
				close++;
				continue;
			}
			int runEnd = close;
			while (runEnd < this.end && this.chars[runEnd] == '`') {
				runEnd++;
			}
			if (runEnd - close == length) {
				plain(i);
				this.out.text(trimmed(this.text.substring(start, close)), this.marks | Mark.CODE, null);
				this.from = runEnd;
				return runEnd;
			}
			close = runEnd;
		}
		// On a last line nothing can close it, so that it stands for itself.
		return (close >= this.end) ? start : -1;
	}

	/** One blank at each end only sets a backtick apart. */
	private static String trimmed(String code) {
		int last = code.length() - 1;
		if (last > 1 && code.charAt(0) == ' ' && code.charAt(last) == ' ') {
			for (int i = 1; i < last; i++) {
				if (code.charAt(i) != ' ') {
					return code.substring(1, last);
				}
			}
		}
		return code;
	}

	/** An address whose first colon or point is at a place. */
	private int address(char c, int at) {
		boolean web = c == ':';
		int i = at - 3;
		if (web) {
			i = (at > 4 && this.chars[at - 1] == 's') ? at - 5 : at - 4;
		}
		if (i < this.from || !this.text.startsWith(web ? "http" : "www", i) || (web && !this.text.startsWith("://", at))
				|| (i > 0 && Character.isLetterOrDigit(this.text.codePointBefore(i)))) {
			return at + 1;
		}
		int stop = i;
		while (stop < this.end && !AutolinkParser.endsAddress(this.chars[stop])) {
			stop++;
		}
		String candidate = this.text.substring(i, stop);
		int length = WebAddress.trimmedLength(candidate);
		if (length <= (web ? candidate.indexOf("://") + 3 : 4)) {
			return at + 1;
		}
		plain(i);
		String address = candidate.substring(0, length);
		this.out.text(address, this.marks, Link.resolve(web ? address : "http://" + address, null, this.context));
		this.from = i + length;
		return this.from;
	}

	private int link(int i) {
		int close = i + 1;
		boolean simple = true;
		while (close < this.end && this.chars[close] != ']') {
			char c = this.chars[close];
			if (c == '[' || c == '`' || c == '\\' || c == '<') {
				return -1;
			}
			simple &= c >= 128 ? c != Characters.ZERO_WIDTH_SPACE : KINDS[c] != SPECIAL || c == '!';
			close++;
		}
		if (close + 1 >= this.end || this.chars[close + 1] != '(') {
			return i + 1;
		}
		if (this.noneCloses) {
			return i + 1;
		}
		int stop = close + 2;
		while (stop < this.end && this.chars[stop] != ')') {
			char c = this.chars[stop];
			if (c <= ' ' || c == 127 || c == '(' || c == '<' || c == '\\' || c == '&') {
				return -1;
			}
			stop++;
		}
		if (stop >= this.end) {
			this.noneCloses = true;
			return i + 1;
		}
		if (!simple || this.open != 0 || close == i + 1 || stop == close + 2) {
			return -1;
		}
		plain(i);
		this.out.text(this.text.substring(i + 1, close), 0,
				Link.resolve(this.text.substring(close + 2, stop), null, this.context));
		this.from = stop + 1;
		return this.from;
	}

	private int delimiter(char c, int i) {
		int runEnd = i;
		while (runEnd < this.end && this.chars[runEnd] == c) {
			runEnd++;
		}
		int length = runEnd - i;
		char before = (i > 0) ? this.chars[i - 1] : '\n';
		char after = (runEnd < this.end) ? this.chars[runEnd] : '\n';
		if (isBlank(before) && isBlank(after)) {
			return runEnd;
		}
		if (c == '_' && Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after)) {
			return runEnd;
		}
		boolean opens = Character.isLetterOrDigit(after) ? isBlank(before) || before == '('
				: isBlank(before) && (after == '`' || after == '"' || after == '(');
		boolean closes = (isBlank(after) || ".,;:!?)".indexOf(after) >= 0) && (Character.isLetterOrDigit(before)
				|| (before > ' ' && before < 127 && before != '*' && before != '_' && before != '~'));
		if (length > 2) {
			return -1;
		}
		if (this.open == 0 && opens) {
			plain(i);
			this.open = c;
			this.openLength = length;
			this.marks = (c == '~') ? Mark.STRIKE : (length == 1) ? Mark.EM : Mark.STRONG;
		}
		else if (this.open == c && this.openLength == length && closes) {
			plain(i);
			this.open = 0;
			this.marks = 0;
		}
		else {
			return -1;
		}
		this.from = runEnd;
		return runEnd;
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\n';
	}

}
