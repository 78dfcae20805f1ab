package io.github.githubjirasync.text;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import org.commonmark.text.Characters;

/**
 * Writes the inline content of an ADF block as Markdown.
 */
final class MarkdownInlineWriter {

	private static final char NO_BREAK_SPACE = '\u00A0';

	private static final char ZERO_WIDTH_SPACE = io.github.githubjirasync.text.Characters.ZERO_WIDTH_SPACE;

	private final ConversionContext context;

	private final String lineBreak;

	private final MarkdownEscapes escapes;

	private final MarkdownMarks marks;

	private final List<MarkdownMarks.Token> tokens;

	private final StringBuilder out = new StringBuilder();

	private MarkdownInlineWriter(JsonNode inlines, String lineBreak, ConversionContext context) {
		this.context = context;
		this.lineBreak = lineBreak;
		this.escapes = new MarkdownEscapes(context, !lineBreak.equals("\n"));
		this.marks = new MarkdownMarks(Run.of(inlines));
		this.tokens = this.marks.tokens();
	}

	/**
	 * Writes inline content.
	 * @param inlines the inline nodes
	 * @param lineBreak a line feed, or {@code <br>} where the text must stay on one line
	 * @param context the conversion's context
	 * @return the Markdown
	 */
	static String write(JsonNode inlines, String lineBreak, ConversionContext context) {
		return new MarkdownInlineWriter(inlines, lineBreak, context).print();
	}

	private String print() {
		for (int i = 0; i < this.tokens.size(); i++) {
			MarkdownMarks.Token token = this.tokens.get(i);
			if (token.isLink() && !token.isClosing() && isAutolink(i, token.run())) {
				i = autolink(i);
			}
			else if (token.isLink()) {
				Link link = target(token);
				boolean image = link.isImage();
				this.out.append(token.isClosing() ? "]" + this.escapes.destination(image ? link.withoutTitle() : link)
						: image ? "![" : "[");
			}
			else if (token.isMark()) {
				this.out.append(token.markup());
			}
			else {
				print(token.run(), i);
			}
		}
		int end = this.out.length();
		while (end > 0 && Character.isWhitespace(this.out.charAt(end - 1))) {
			end--;
		}
		return this.out.substring(0, end);
	}

	private static Link target(MarkdownMarks.Token token) {
		return Objects.requireNonNull(token.run().link());
	}

	/** Whether the link that starts here is just its address or an issue's number. */
	private boolean isAutolink(int index, Run run) {
		if (index + 2 >= this.tokens.size() || !this.tokens.get(index + 2).isClosing() || run.kind() != Run.Kind.TEXT
				|| target(this.tokens.get(index)).title() != null) {
			return false;
		}
		String href = target(this.tokens.get(index)).href();
		String text = run.text();
		if (text.equals(href)) {
			return Link.isWeb(href) && !hasUnsafe(href);
		}
		return href.equals(References.url(text, this.context));
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
		String text = this.tokens.get(index).run().text();
		boolean reference = !text.contains("://");
		boolean free = Characters.isWhitespaceCodePoint(this.marks.edge(index - 1, false))
				&& Characters.isWhitespaceCodePoint(this.marks.edge(index + 3, true));
		if (reference && "/.#@".indexOf(this.marks.edge(index - 1, false)) < 0
				&& !isWord(this.marks.edge(index - 1, false)) && !isWord(this.marks.edge(index + 3, true))) {
			this.out.append(text);
		}
		else if (reference) {
			this.out.append("[")
				.append(text.replace("#", "\\#"))
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
			case MENTION -> mention(run.text(), index);
			case TEXT -> {
				boolean last = Characters.isWhitespaceCodePoint(this.marks.edge(index + 1, true));
				this.escapes.text(run.text(), run.link() != null, last, this.out);
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

	/**
	 * Writes a mention. Where it would run into a word or has more than one, zero-width
	 * spaces set it apart, so that {@link TextDigest} finds its end.
	 */
	private void mention(String idAndName, int index) {
		if (!isBorder(this.marks.edge(index - 1, false))) {
			this.out.append(ZERO_WIDTH_SPACE);
		}
		int separator = idAndName.indexOf('\0');
		String login = this.context.gitHubUsers().find(idAndName.substring(0, separator));
		boolean apart = !isBorder(this.marks.edge(index + 1, true));
		if (login != null) {
			this.out.append('@').append(login);
		}
		else {
			String name = idAndName.substring(separator + 1).strip().replace(' ', NO_BREAK_SPACE);
			this.escapes.text(name, false, false, this.out);
			apart |= !name.chars().skip(1).allMatch(MarkdownInlineWriter::isName);
		}
		if (apart) {
			this.out.append(ZERO_WIDTH_SPACE);
		}
	}

	private static boolean isBorder(int c) {
		return Characters.isWhitespaceCodePoint(c) || ".,;:!?()".indexOf(c) >= 0;
	}

	private static boolean isWord(int c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '-';
	}

	private static boolean isName(int c) {
		return Character.isLetterOrDigit(c) || c == '-' || c == '_';
	}

}
