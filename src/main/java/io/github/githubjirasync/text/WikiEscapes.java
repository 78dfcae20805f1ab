package io.github.githubjirasync.text;

/** Writes text so that Jira's wiki markup shows it as that text. */
final class WikiEscapes {

	/**
	 * A backslash in front of markup can't be escaped by another, which breaks the line.
	 */
	private static final String BACKSLASH = "&#92;";

	private WikiEscapes() {
	}

	/**
	 * Appends text.
	 * @param text the text of one line
	 * @param addresses whether web addresses in it stay as they are
	 * @param out where to append; its last characters say where in a line we are
	 */
	static void text(String text, boolean addresses, StringBuilder out) {
		int start = 0;
		boolean lineStart = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
		if (lineStart) {
			while (start < text.length() && Characters.isSpace(text.charAt(start))) {
				start++;
			}
			start = lineStart(text, start, out);
		}
		for (int i = start; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == 'h' && addresses && WebAddress.startsAt(text, i)) {
				int end = WebAddress.end(text, i, text.length(), "|[]{}\\");
				boolean address = end > text.indexOf("://", i) + 3;
				out.append(address ? "[" + text.substring(i, end) + "]" : "h");
				i = address ? end - 1 : i;
			}
			else {
				escaped(c, text, i, out);
			}
		}
	}

	private static int lineStart(String text, int start, StringBuilder out) {
		if (start >= text.length()) {
			return start;
		}
		char c = text.charAt(start);
		if (c == '#' || c == '*' || c == '-') {
			out.append('\\').append(c);
			return start + 1;
		}
		boolean heading = text.length() > start + 2 && c == 'h' && Characters.isDigit(text.charAt(start + 1))
				&& text.charAt(start + 2) == '.';
		if (heading || text.startsWith("bq.", start)) {
			out.append(text, start, start + 2).append("\\.");
			return start + 3;
		}
		return start;
	}

	private static void escaped(char c, String text, int i, StringBuilder out) {
		char before = (i > 0) ? text.charAt(i - 1) : ' ';
		char after = (i + 1 < text.length()) ? text.charAt(i + 1) : ' ';
		switch (c) {
			case '\\' -> {
				boolean harmless = i + 1 < text.length() && (Characters.isAlphanumeric(after) || after == ' ')
						&& !WebAddress.startsAt(text, i + 1);
				out.append(harmless ? "\\" : BACKSLASH);
			}
			case '{', '}', '[', ']', '|' -> out.append('\\').append(c);
			case '!' -> out.append((after == ' ' && i + 1 < text.length()) ? "!" : "\\!");
			case '*', '_', '+', '^', '~', '-' -> {
				boolean inWord = Characters.isAlphanumeric(before) && Characters.isAlphanumeric(after);
				boolean alone = i > 0 && before == ' ' && after == ' ' && i + 1 < text.length();
				out.append((inWord || alone) ? "" : "\\").append(c);
			}
			case '?' -> out.append((before == '?' || after == '?') ? "\\?" : "?");
			case '&' -> out.append(Entities.looksLikeEntity(text, i) ? "&amp;" : "&");
			default -> out.append(c);
		}
	}

	/**
	 * An address inside of a link or image.
	 * @param address the address
	 * @return the address without what would end it
	 */
	static String address(String address) {
		StringBuilder out = new StringBuilder(address.length());
		for (int i = 0; i < address.length(); i++) {
			char c = address.charAt(i);
			switch (c) {
				case '|' -> out.append("%7C");
				case ']' -> out.append("%5D");
				case '[' -> out.append("%5B");
				case '{' -> out.append("%7B");
				case '}' -> out.append("%7D");
				case '\\' -> out.append("%5C");
				case '!' -> out.append("%21");
				case ' ' -> out.append("%20");
				default -> {
					if (c > ' ') {
						out.append(c);
					}
				}
			}
		}
		return out.toString();
	}

	/**
	 * Whether Jira makes a link of an address in brackets.
	 * @param href the address
	 * @return true for addresses with a scheme or from a site's root, and for anchors
	 */
	static boolean isTarget(String href) {
		if (href.length() < 2 || href.indexOf(' ') >= 0) {
			return false;
		}
		return href.charAt(0) == '/' || href.charAt(0) == '#' || href.indexOf("://") > 0
				|| href.regionMatches(true, 0, "mailto:", 0, 7);
	}

	/**
	 * Takes the escapes out of text in a fixed-width font.
	 * @param code the text as written
	 * @return the text as shown
	 */
	static String unescape(String code) {
		if (code.indexOf('\\') < 0) {
			return Entities.decode(code);
		}
		StringBuilder plain = new StringBuilder(code.length());
		for (int i = 0; i < code.length(); i++) {
			char c = code.charAt(i);
			boolean escape = c == '\\' && i + 1 < code.length() && "{}[]*_-+^~?!|\\&".indexOf(code.charAt(i + 1)) >= 0;
			plain.append(escape ? code.charAt(++i) : c);
		}
		return Entities.decode(plain.toString());
	}

}
