package io.github.githubjirasync.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import org.commonmark.text.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Writes the inline content of an ADF block as Markdown. Marks are nested properly, and
 * one whose delimiter would not be recognised between its neighbours is written as an
 * HTML tag instead.
 */
final class MarkdownInlineWriter {

	private static final int LINK = 128;

	/** The outermost marks first, when they are equally long. */
	private static final int[] ORDER = { LINK, Mark.STRONG, Mark.EM, Mark.STRIKE, Mark.UNDERLINE, Mark.SUB, Mark.SUP };

	private final ConversionContext context;

	private final String lineBreak;

	private final MarkdownEscapes escapes;

	private final List<Run> runs;

	private final List<Token> tokens = new ArrayList<>();

	private final StringBuilder out = new StringBuilder();

	private MarkdownInlineWriter(JsonNode inlines, String lineBreak, ConversionContext context) {
		this.context = context;
		this.lineBreak = lineBreak;
		this.escapes = new MarkdownEscapes(context, !lineBreak.equals("\n"));
		this.runs = Run.of(inlines);
	}

	/**
	 * Writes inline content.
	 * @param inlines the inline nodes
	 * @param lineBreak a line feed, or {@code <br>} where the text must stay on one line
	 * @param context the conversion's context
	 * @return the Markdown
	 */
	static String write(JsonNode inlines, String lineBreak, ConversionContext context) {
		MarkdownInlineWriter writer = new MarkdownInlineWriter(inlines, lineBreak, context);
		writer.nest();
		writer.chooseTags();
		return writer.print();
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
			int before = edge(i - 1, false);
			int after = edge(i + 1, true);
			boolean works = token.closing ? flanks(token.mark, after, before) : flanks(token.mark, before, after);
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

	private int edge(int index, boolean first) {
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
			case MENTION -> first ? '@' : 'a';
			case TEXT -> {
				String text = token.run.text();
				yield first ? text.codePointAt(0) : text.codePointBefore(text.length());
			}
		};
	}

	private String print() {
		for (int i = 0; i < this.tokens.size(); i++) {
			Token token = this.tokens.get(i);
			if (token.mark == LINK && !token.closing && isAutolink(i, token.run)) {
				i = autolink(i);
			}
			else if (token.mark == LINK) {
				this.out.append(token.closing ? "]" + this.escapes.destination(target(token)) : "[");
			}
			else if (token.mark != 0) {
				this.out.append(token.tag ? tag(token) : delimiter(token.mark));
			}
			else {
				print(token.run, i);
			}
		}
		int end = this.out.length();
		while (end > 0 && Character.isWhitespace(this.out.charAt(end - 1))) {
			end--;
		}
		return this.out.substring(0, end);
	}

	private static Link target(Token token) {
		return Objects.requireNonNull(token.run.link());
	}

	/** Whether the link that starts here is just its address or an issue's number. */
	private boolean isAutolink(int index, Run run) {
		if (index + 2 >= this.tokens.size() || !this.tokens.get(index + 2).closing || run.kind() != Run.Kind.TEXT
				|| target(this.tokens.get(index)).title() != null) {
			return false;
		}
		String href = target(this.tokens.get(index)).href();
		String text = run.text();
		if (text.equals(href)) {
			return Link.isWeb(href) && !hasUnsafe(href);
		}
		return text.startsWith("#") && text.length() > 1 && href.equals(this.context.gitHubIssueUrl(text.substring(1)));
	}

	private static boolean hasUnsafe(String href) {
		for (int i = 0; i < href.length(); i++) {
			if (WebAddress.isEnd(href.charAt(i)) || "\\`|".indexOf(href.charAt(i)) >= 0) {
				return true;
			}
		}
		return false;
	}

	private int autolink(int index) {
		String text = this.tokens.get(index).run.text();
		boolean reference = text.startsWith("#");
		boolean free = Characters.isWhitespaceCodePoint(edge(index - 1, false))
				&& Characters.isWhitespaceCodePoint(edge(index + 3, true));
		if (reference && !Character.isLetterOrDigit(edge(index - 1, false))) {
			this.out.append(text);
		}
		else if (reference) {
			this.out.append("[\\")
				.append(text)
				.append(']')
				.append(this.escapes.destination(target(this.tokens.get(index))));
		}
		else {
			this.out.append((free && MarkdownEscapes.isPlain(text)) ? text : "<" + text + ">");
		}
		return index + 2;
	}

	private void print(Run run, int index) {
		switch (run.kind()) {
			case BREAK -> lineBreak();
			case CODE -> this.out.append(this.escapes.codeSpan(run.text()));
			case MENTION -> mention(run.text());
			case TEXT -> {
				this.escapes.text(run.text(), run.link() != null, this.out);
			}
		}
	}

	private void lineBreak() {
		while (!this.out.isEmpty() && this.out.charAt(this.out.length() - 1) == ' ') {
			this.out.setLength(this.out.length() - 1);
		}
		boolean emptyLine = !this.out.isEmpty() && this.out.charAt(this.out.length() - 1) == '\n';
		this.out.append(emptyLine ? "<br>" : this.lineBreak);
	}

	private void mention(String idAndName) {
		int separator = idAndName.indexOf('\0');
		String login = this.context.gitHubUsers().find(idAndName.substring(0, separator));
		if (login != null) {
			this.out.append('@').append(login);
		}
		else {
			this.escapes.text(idAndName.substring(separator + 1), false, this.out);
		}
	}

	private static String delimiter(int mark) {
		return switch (mark) {
			case Mark.STRONG -> "**";
			case Mark.EM -> "_";
			case Mark.STRIKE -> "~~";
			default -> "";
		};
	}

	private static String tag(Token token) {
		String name = switch (token.mark) {
			case Mark.STRONG -> "strong";
			case Mark.EM -> "em";
			case Mark.STRIKE -> "del";
			case Mark.UNDERLINE -> "ins";
			case Mark.SUB -> "sub";
			default -> "sup";
		};
		return (token.closing ? "</" : "<") + name + ">";
	}

	/** A run, or the place where a mark opens or closes. */
	private static final class Token {

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

	}

}
