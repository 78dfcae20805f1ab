package io.github.githubjirasync.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import org.commonmark.text.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the marks of a line of text open and close in Markdown. They are nested
 * properly, and one whose delimiter would not be recognised between its neighbours
 * becomes an HTML tag instead.
 */
final class MarkdownMarks {

	private static final int LINK = 128;

	/** Stands for the edge of an address, written with or without angle brackets. */
	private static final int ADDRESS = 0xE000;

	/** The outermost marks first, when they are equally long. */
	private static final int[] ORDER = { LINK, Mark.STRONG, Mark.EM, Mark.STRIKE, Mark.UNDERLINE, Mark.SUB, Mark.SUP };

	private final List<Run> runs;

	private final List<Token> tokens = new ArrayList<>();

	MarkdownMarks(List<Run> runs) {
		this.runs = runs;
		nest();
		chooseTags();
	}

	/**
	 * The runs with the places between them where marks open and close.
	 * @return the tokens in the order of the text
	 */
	List<Token> tokens() {
		return this.tokens;
	}

	private void nest() {
		Deque<Token> open = new ArrayDeque<>();
		for (int i = 0; i < this.runs.size(); i++) {
			Run run = this.runs.get(i);
			int wanted = marks(run);
			int kept = 0;
			while (!openMarksAre(open, wanted, run)) {
				close(open.pop());
			}
			for (Token token : open) {
				kept |= token.mark;
			}
			for (int missing = wanted & ~kept; missing != 0;) {
				int mark = longest(missing, i);
				Token token = new Token(mark, false, run);
				this.tokens.add(token);
				open.push(token);
				missing &= ~mark;
			}
			this.tokens.add(new Token(0, false, run));
		}
		while (!open.isEmpty()) {
			close(open.pop());
		}
	}

	private static int marks(Run run) {
		return run.marks() | ((run.link() != null) ? LINK : 0);
	}

	private static boolean openMarksAre(Deque<Token> open, int wanted, Run run) {
		for (Token token : open) {
			if ((token.mark & wanted) == 0 || (token.mark == LINK && !Objects.equals(token.run.link(), run.link()))) {
				return false;
			}
		}
		return true;
	}

	private void close(Token opened) {
		Token close = new Token(opened.mark, true, opened.run);
		close.partner = opened;
		opened.partner = close;
		this.tokens.add(close);
	}

	private int longest(int missing, int from) {
		int candidates = missing;
		Link link = this.runs.get(from).link();
		for (int i = from + 1; i < this.runs.size(); i++) {
			Run run = this.runs.get(i);
			int marks = marks(run);
			if (!Objects.equals(run.link(), link)) {
				marks &= ~LINK;
			}
			if ((candidates & marks) == 0) {
				break;
			}
			candidates &= marks;
		}
		for (int mark : ORDER) {
			if ((candidates & mark) != 0) {
				return mark;
			}
		}
		return missing;
	}

	private void chooseTags() {
		for (int i = 0; i < this.tokens.size(); i++) {
			Token token = this.tokens.get(i);
			if (token.mark == 0 || token.mark == LINK || token.partner == null) {
				continue;
			}
			int outside = token.closing ? edge(i + 1, true) : edge(i - 1, false);
			int inside = token.closing ? edge(i - 1, false) : edge(i + 1, true);
			boolean works = flanks(token.mark, (outside == ADDRESS) ? 'a' : outside,
					(inside == ADDRESS) ? '<' : inside);
			token.tag |= !works;
			token.partner.tag |= !works;
		}
	}

	/**
	 * Whether a delimiter opens, or seen from behind, closes.
	 * @param mark the mark
	 * @param outside the code point outside of the marked text
	 * @param inside the code point inside
	 * @return true when Markdown recognises it
	 */
	private static boolean flanks(int mark, int outside, int inside) {
		boolean outsideFree = Characters.isWhitespaceCodePoint(outside) || Characters.isPunctuationCodePoint(outside);
		if (Characters.isWhitespaceCodePoint(inside)) {
			return false;
		}
		return outsideFree || (mark != Mark.EM && !Characters.isPunctuationCodePoint(inside));
	}

	/**
	 * The code point at the edge of a token, as far as delimiters beside it care.
	 * @param index the token; one out of bounds is the edge of the line
	 * @param first whether the first code point is wanted, not the last
	 * @return a code point of the same class as the real one
	 */
	int edge(int index, boolean first) {
		if (index < 0 || index >= this.tokens.size()) {
			return '\n';
		}
		Token token = this.tokens.get(index);
		if (token.mark != 0) {
			return '*';
		}
		return switch (token.run.kind()) {
			case BREAK -> '\n';
			case CODE -> '`';
			// Zero-width spaces may set it apart, which count like letters.
			case MENTION -> 'a';
			case TEXT -> {
				String text = token.run.text();
				boolean address = first ? text.startsWith("http") : text.indexOf("://", text.lastIndexOf(' ') + 1) >= 0;
				yield address ? ADDRESS : first ? text.codePointAt(0) : text.codePointBefore(text.length());
			}
		};
	}

	/** A run, or the place where a mark opens or closes. */
	static final class Token {

		private final int mark;

		private final boolean closing;

		private final Run run;

		private @Nullable Token partner;

		private boolean tag;

		Token(int mark, boolean closing, Run run) {
			this.mark = mark;
			this.closing = closing;
			this.run = run;
			this.tag = mark == Mark.UNDERLINE || mark == Mark.SUB || mark == Mark.SUP;
		}

		boolean isMark() {
			return this.mark != 0;
		}

		boolean isLink() {
			return this.mark == LINK;
		}

		boolean isClosing() {
			return this.closing;
		}

		Run run() {
			return this.run;
		}

		String markup() {
			if (!this.tag) {
				return (this.mark == Mark.STRONG) ? "**" : (this.mark == Mark.EM) ? "_" : "~~";
			}
			String name = switch (this.mark) {
				case Mark.STRONG -> "strong";
				case Mark.EM -> "em";
				case Mark.STRIKE -> "del";
				case Mark.UNDERLINE -> "ins";
				case Mark.SUB -> "sub";
				default -> "sup";
			};
			return (this.closing ? "</" : "<") + name + ">";
		}

	}

}
