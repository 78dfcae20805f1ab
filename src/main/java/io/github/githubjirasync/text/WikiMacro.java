package io.github.githubjirasync.text;

import org.jspecify.annotations.Nullable;

/**
 * The opening or closing tag of a block macro of wiki markup, such as
 * <code>{code:java}</code>.
 *
 * @param name the macro
 * @param parameters what stands behind the colon, empty for none
 * @param start the index of the brace that opens the tag
 * @param end the index behind the brace that closes it
 */
record WikiMacro(String name, String parameters, int start, int end) {

	private static final String[] NAMES = { "code", "noformat", "quote", "panel" };

	private static final int MAX_PARAMETERS = 500;

	/**
	 * Reads the tag at a place in a text.
	 * @param text the text
	 * @param start the index of a brace
	 * @param limit the end of the text to look at
	 * @return the tag, or null when no block macro starts there
	 */
	static @Nullable WikiMacro at(String text, int start, int limit) {
		if (start > 0 && (text.charAt(start - 1) == '\\' || text.charAt(start - 1) == '{')) {
			return null;
		}
		for (String name : NAMES) {
			int end = start + 1 + name.length();
			if (!text.startsWith(name, start + 1) || end >= limit) {
				continue;
			}
			if (text.charAt(end) == '}') {
				return new WikiMacro(name, "", start, end + 1);
			}
			if (text.charAt(end) == ':') {
				for (int i = end + 1; i < Math.min(limit, end + MAX_PARAMETERS) && text.charAt(i) != '\n'; i++) {
					if (text.charAt(i) == '}') {
						return new WikiMacro(name, text.substring(end + 1, i), start, i + 1);
					}
				}
			}
		}
		return null;
	}

	boolean isVerbatim() {
		return this.name.equals("code") || this.name.equals("noformat");
	}

	/**
	 * A parameter of the macro.
	 * @param key its name; empty for the one without
	 * @return the value, empty for none
	 */
	String parameter(String key) {
		for (String part : this.parameters.split("\\|")) {
			int equals = part.indexOf('=');
			if (key.isEmpty() && equals < 0) {
				return part.strip();
			}
			if (!key.isEmpty() && equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(key)) {
				return part.substring(equals + 1).strip();
			}
		}
		return "";
	}

}
