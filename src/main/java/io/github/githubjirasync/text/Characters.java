package io.github.githubjirasync.text;

/** Classes of characters that several languages of this module share. */
final class Characters {

	/** Breaks up a mention or a reference, and is not seen. */
	static final char ZERO_WIDTH_SPACE = '\u200B';

	private Characters() {
	}

	/**
	 * Whether a character is a letter or digit of any script.
	 * @param c the character; 0 stands for the edge of the text
	 * @return true for letters and digits, and for half a supplementary character
	 */
	static boolean isAlphanumeric(char c) {
		return (c < 128) ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c)
				: Character.isLetterOrDigit(c) || Character.isSurrogate(c);
	}

	static boolean isWord(char c) {
		return c == '_' || isAlphanumeric(c);
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isSpace(char c) {
		return c == ' ' || c == '\t';
	}

	/**
	 * Replaces what JSON, PostgreSQL or Jira would refuse: control characters go, lone
	 * surrogates become U+FFFD.
	 * @param text any text
	 * @return the text itself when it was clean
	 */
	static String clean(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c < ' ' || c >= 0x7F) && isBad(c)) {
				return cleanFrom(text, i);
			}
		}
		return text;
	}

	private static boolean isBad(char c) {
		return (c < ' ' && c != '\n' && c != '\t') || c == 0x7F || Character.isSurrogate(c) || c >= 0xFFFE;
	}

	private static String cleanFrom(String text, int start) {
		StringBuilder clean = new StringBuilder(text.length()).append(text, 0, start);
		for (int i = start; i < text.length(); i++) {
			char c = text.charAt(i);
			if (!isBad(c)) {
				clean.append(c);
			}
			else if (Character.isHighSurrogate(c) && i + 1 < text.length()
					&& Character.isLowSurrogate(text.charAt(i + 1))) {
				clean.append(c).append(text.charAt(++i));
			}
			else if (Character.isSurrogate(c) || c >= 0xFFFE || c == 0) {
				clean.append('\uFFFD');
			}
		}
		return clean.toString();
	}

}
