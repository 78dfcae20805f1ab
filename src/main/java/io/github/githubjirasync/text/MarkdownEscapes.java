package io.github.githubjirasync.text;

import org.jspecify.annotations.Nullable;

/**
 * Writes text so that Markdown reads it as that text: no character is markup, and no
 * mention or reference in it reaches anybody.
 */
final class MarkdownEscapes {

	/** What would start a block or underline a heading in front of anything else. */
	private static final String BLOCK_STARTS = "#>+-=|";

	private final ConversionContext context;

	private final boolean cell;

	MarkdownEscapes(ConversionContext context, boolean cell) {
		this.context = context;
		this.cell = cell;
	}

	/**
	 * Appends text.
	 * @param text the text of one line
	 * @param linked whether it is the text of a link, in which nothing else is linked
	 * @param last whether the line ends behind it
	 * @param out where to append; its last characters say where in a line we are
	 */
	void text(String text, boolean linked, boolean last, StringBuilder out) {
		int i = 0;
		if (!this.cell && isLineStart(out)) {
			while (i < text.length() && Characters.isSpace(text.charAt(i))) {
				i++;
			}
			i = blockStart(text, i, out);
		}
		for (; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 'a' && c <= 'z' && c != 'h' && c != 'w') {
				out.append(c);
			}
			else if (WebAddress.startsAt(text, i)) {
				i = (linked ? noAddress(text, i, text.indexOf(':', i), out) : address(text, i, last, out)) - 1;
			}
			else if (c == 'w' && text.startsWith("www.", i) && !isInWord(out)) {
				i = (linked ? noAddress(text, i, i + 3, out) : host(text, i, last, out)) - 1;
			}
			else if (!linked && c >= 'A' && c <= 'Z') {
				i = key(text, i, out) - 1;
			}
			else {
				escaped(c, text, i, out);
			}
		}
	}

	private static boolean isLineStart(StringBuilder out) {
		return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
	}

	private int blockStart(String text, int start, StringBuilder out) {
		if (start >= text.length()) {
			return start;
		}
		char c = text.charAt(start);
		if (BLOCK_STARTS.indexOf(c) >= 0 || text.startsWith(":-", start)) {
			out.append('\\');
			return start;
		}
		int end = start;
		while (end < text.length() && Characters.isDigit(text.charAt(end))) {
			end++;
		}
		if (end > start && end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ')')) {
			out.append(text, start, end).append('\\').append(text.charAt(end));
			return end + 1;
		}
		return start;
	}

	private void escaped(char c, String text, int i, StringBuilder out) {
		char next = (i + 1 < text.length()) ? text.charAt(i + 1) : 0;
		switch (c) {
			case '\\', '`', '*', '[', ']', '~' -> out.append('\\').append(c);
			case '_' -> out.append((isInWord(out) && Characters.isAlphanumeric(next)) ? "_" : "\\_");
			case '<' -> out.append((next == ' ' || Characters.isDigit(next)) ? "<" : "\\<");
			case '&' -> out.append(Entities.looksLikeEntity(text, i) ? "\\&" : "&");
			case '!' -> out.append((i + 1 == text.length()) ? "\\!" : "!");
			case '|' -> out.append(this.cell ? "\\|" : "|");
			case '#' -> {
				// Behind a heading's text it would belong to the heading's markup.
				boolean closing = !Characters.isWord(next) && (out.isEmpty() || out.charAt(out.length() - 1) != '\\');
				out.append(closing ? "\\#" : "#");
				inertBefore(Characters.isDigit(next), out);
			}
			case '@' -> {
				out.append('@');
				inertBefore(Characters.isAlphanumeric(next) && !isBehindWord(out), out);
			}
			default -> out.append(c);
		}
	}

	/**
	 * Text inside of an HTML element, in which no Markdown but mentions and references
	 * are read.
	 * @param text the text
	 * @return the text on one line
	 */
	static String html(String text) {
		StringBuilder out = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '\n' -> out.append(' ');
				case '@', '#' -> out.append(c).append(Characters.ZERO_WIDTH_SPACE);
				default -> out.append(c);
			}
		}
		return out.toString();
	}

	private static boolean isInWord(StringBuilder out) {
		return !out.isEmpty() && Characters.isAlphanumeric(out.charAt(out.length() - 1));
	}

	private static boolean isBehindWord(StringBuilder out) {
		if (out.length() < 2) {
			return false;
		}
		// For GitHub only these are; it finds a mention behind any other letter.
		char c = out.charAt(out.length() - 2);
		return c < 128 && Characters.isWord(c);
	}

	private static void inertBefore(boolean needed, StringBuilder out) {
		if (needed) {
			out.append(Characters.ZERO_WIDTH_SPACE);
		}
	}

	private static int address(String text, int start, boolean last, StringBuilder out) {
		int end = WebAddress.end(text, start, text.length(), "\\`|");
		String address = text.substring(start, end);
		if (end <= text.indexOf("://", start) + 3) {
			out.append('h');
			return start + 1;
		}
		out.append((isPlain(address) && isFree(text, end, last)) ? address : "<" + address + ">");
		return end;
	}

	/**
	 * An address without a scheme is left alone or, when it would not end, no address.
	 */
	private static int host(String text, int start, boolean last, StringBuilder out) {
		int end = WebAddress.end(text, start, text.length(), "\\`|");
		String host = text.substring(start, end);
		if (host.length() > 4 && isPlain(host) && isFree(text, end, last)) {
			out.append(host);
			return end;
		}
		return noAddress(text, start, start + 3, out);
	}

	/** Escapes the character without which there is no address. */
	private static int noAddress(String text, int start, int escaped, StringBuilder out) {
		out.append(text, start, escaped).append('\\').append(text.charAt(escaped));
		return escaped + 1;
	}

	private static boolean isFree(String text, int end, boolean last) {
		return (end < text.length()) ? Characters.isSpace(text.charAt(end)) : last;
	}

	/**
	 * Whether an address can stand without angle brackets between blanks.
	 * @param address an address
	 * @return true when all of its characters are harmless
	 */
	static boolean isPlain(String address) {
		for (int i = 0; i < address.length(); i++) {
			char c = address.charAt(i);
			if (c >= 128 || (!Characters.isAlphanumeric(c) && ":/.?=%#+-_".indexOf(c) < 0)) {
				return false;
			}
		}
		return Characters.isAlphanumeric(address.charAt(address.length() - 1)) || address.endsWith("/");
	}

	private int key(String text, int start, StringBuilder out) {
		boolean word = isInWord(out) || (!out.isEmpty() && "-/_.".indexOf(out.charAt(out.length() - 1)) >= 0);
		int end = word ? -1 : MarkdownReferences.keyEnd(text, start);
		if (end < 0) {
			out.append(text.charAt(start));
			return start + 1;
		}
		String key = text.substring(start, end);
		String url = this.context.jiraIssueUrl(key);
		if (url != null) {
			out.append('[').append(key).append("](").append(url).append(')');
		}
		else if (key.startsWith("GH-")) {
			out.append("GH-").append(Characters.ZERO_WIDTH_SPACE).append(key, 3, key.length());
		}
		else {
			out.append(escapeUnderscores(key));
		}
		return end;
	}

	private static String escapeUnderscores(String key) {
		return key.replace("_", "\\_");
	}

	/**
	 * The part of a link behind its text.
	 * @param link the link
	 * @return {@code (address "title")}
	 */
	String destination(Link link) {
		StringBuilder out = new StringBuilder("(");
		String href = link.href();
		boolean brackets = href.isEmpty() || !balanced(href);
		if (brackets) {
			out.append('<');
		}
		for (int i = 0; i < href.length(); i++) {
			char c = href.charAt(i);
			switch (c) {
				case ' ' -> out.append("%20");
				case '<' -> out.append("%3C");
				case '>' -> out.append("%3E");
				case '|' -> out.append("%7C");
				case '\\' -> out.append("%5C");
				case '&' -> out.append(Entities.looksLikeEntity(href, i) ? "&amp;" : "&");
				default -> {
					if (c > ' ') {
						out.append(c);
					}
				}
			}
		}
		if (brackets) {
			out.append('>');
		}
		return out.append(title(link.title())).append(')').toString();
	}

	private String title(@Nullable String title) {
		if (title == null) {
			return "";
		}
		StringBuilder out = new StringBuilder(" \"");
		String line = Characters.clean(title).replace('\n', ' ');
		for (int i = 0; i < line.length(); i++) {
			char c = line.charAt(i);
			if (c == '"' || c == '\\' || c == '&' || (c == '|' && this.cell)) {
				out.append('\\');
			}
			out.append(c);
		}
		return out.append('"').toString();
	}

	private static boolean balanced(String href) {
		int open = 0;
		for (int i = 0; i < href.length() && open >= 0; i++) {
			char c = href.charAt(i);
			open += (c == '(') ? 1 : (c == ')') ? -1 : 0;
		}
		return open == 0;
	}

	/**
	 * Text as a code span.
	 * @param code the text of one line
	 * @return the code between enough backticks
	 */
	String codeSpan(String code) {
		int longest = 0;
		int run = 0;
		for (int i = 0; i < code.length(); i++) {
			run = (code.charAt(i) == '`') ? run + 1 : 0;
			longest = Math.max(longest, run);
		}
		String fence = "`".repeat(longest + 1);
		boolean blank = code.isBlank();
		boolean pad = !blank
				&& (code.startsWith("`") || code.endsWith("`") || (code.startsWith(" ") && code.endsWith(" ")));
		String text = this.cell ? code.replace("|", "\\|") : code;
		return fence + (pad ? " " + text + " " : text) + fence;
	}

}
