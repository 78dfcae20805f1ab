package io.github.githubjirasync.text;

import java.util.Map;

/** The character references that HTML and Jira wiki markup share. */
final class Entities {

	private static final Map<String, String> NAMED = Map.ofEntries(Map.entry("amp", "&"), Map.entry("lt", "<"),
			Map.entry("gt", ">"), Map.entry("quot", "\""), Map.entry("apos", "'"), Map.entry("nbsp", "\u00A0"),
			Map.entry("copy", "\u00A9"), Map.entry("reg", "\u00AE"), Map.entry("mdash", "\u2014"),
			Map.entry("ndash", "\u2013"), Map.entry("hellip", "\u2026"), Map.entry("middot", "\u00B7"),
			Map.entry("bull", "\u2022"), Map.entry("times", "\u00D7"), Map.entry("rarr", "\u2192"),
			Map.entry("larr", "\u2190"));

	private static final int LONGEST = 10;

	private Entities() {
	}

	static String decode(String text) {
		int amp = text.indexOf('&');
		if (amp < 0) {
			return text;
		}
		StringBuilder decoded = new StringBuilder(text.length());
		int done = 0;
		while (amp >= 0) {
			int end = end(text, amp);
			if (end > 0) {
				decoded.append(text, done, amp).append(value(text.substring(amp + 1, end - 1)));
				done = end;
			}
			amp = text.indexOf('&', amp + 1);
		}
		return decoded.append(text, done, text.length()).toString();
	}

	/**
	 * Whether what starts at a place could be read as a character reference by anybody,
	 * known here or not.
	 * @param text the text
	 * @param amp the index of an ampersand
	 * @return true when it must be escaped to be read as text
	 */
	static boolean looksLikeEntity(String text, int amp) {
		int i = amp + 1;
		if (i < text.length() && text.charAt(i) == '#') {
			i++;
		}
		int start = i;
		while (i < text.length() && text.charAt(i) < 128 && Characters.isAlphanumeric(text.charAt(i))) {
			i++;
		}
		return i > start && i < text.length() && text.charAt(i) == ';';
	}

	/**
	 * The end of a known character reference.
	 * @param text the text
	 * @param amp the index of an ampersand
	 * @return the index behind the semicolon, or -1
	 */
	static int end(String text, int amp) {
		int semicolon = amp + 1;
		while (semicolon < text.length() && semicolon - amp <= LONGEST && text.charAt(semicolon) != ';') {
			semicolon++;
		}
		if (semicolon >= text.length() || text.charAt(semicolon) != ';') {
			return -1;
		}
		return value(text.substring(amp + 1, semicolon)).isEmpty() ? -1 : semicolon + 1;
	}

	/**
	 * What a character reference stands for.
	 * @param body the part between ampersand and semicolon
	 * @return the text, empty when the reference is unknown
	 */
	static String value(String body) {
		if (body.length() > 1 && body.charAt(0) == '#') {
			boolean hex = body.charAt(1) == 'x' || body.charAt(1) == 'X';
			try {
				int codePoint = Integer.parseInt(body.substring(hex ? 2 : 1), hex ? 16 : 10);
				return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
			}
			catch (NumberFormatException ex) {
				return "";
			}
		}
		return NAMED.getOrDefault(body, "");
	}

}
