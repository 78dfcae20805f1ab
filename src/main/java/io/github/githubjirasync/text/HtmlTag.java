package io.github.githubjirasync.text;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One HTML tag of a Markdown text.
 *
 * @param name the element in lower case
 * @param closing whether it is an end tag
 * @param source the tag as written
 */
record HtmlTag(String name, boolean closing, String source) {

	/** Elements whose tags may go, since their text says all that they say. */
	private static final Set<String> HARMLESS = Set.of("a", "abbr", "address", "article", "aside", "b", "bdi", "bdo",
			"big", "blockquote", "body", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del",
			"details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4",
			"h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "picture",
			"pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong",
			"sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul",
			"var", "wbr");

	private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "body", "caption",
			"center", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
			"h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
			"tfoot", "thead", "tr", "ul");

	/**
	 * Reads the tag that starts at a place in a text.
	 * @param text the text
	 * @param start the index of a {@code <}
	 * @return the tag, or null when none starts there
	 */
	static @Nullable HtmlTag at(String text, int start) {
		int i = start + 1;
		boolean closing = i < text.length() && text.charAt(i) == '/';
		if (closing) {
			i++;
		}
		int nameStart = i;
		while (i < text.length() && text.charAt(i) < 128
				&& (Characters.isAlphanumeric(text.charAt(i)) || text.charAt(i) == '-')) {
			i++;
		}
		if (i == nameStart || Characters.isDigit(text.charAt(nameStart))) {
			return null;
		}
		String name = text.substring(nameStart, i).toLowerCase(Locale.ROOT);
		char quote = 0;
		for (; i < text.length(); i++) {
			char c = text.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '"' || c == '\'') {
				quote = c;
			}
			else if (c == '>') {
				return new HtmlTag(name, closing, text.substring(start, i + 1));
			}
			else if (c == '<') {
				return null;
			}
		}
		return null;
	}

	boolean isHarmless() {
		return HARMLESS.contains(this.name);
	}

	boolean isBlock() {
		return BLOCKS.contains(this.name);
	}

	/**
	 * The value of an attribute.
	 * @param attribute the attribute's name in lower case
	 * @return the decoded value; empty when the tag has none
	 */
	String attribute(String attribute) {
		int i = 0;
		while ((i = indexOf(attribute, i)) >= 0) {
			int value = i + attribute.length();
			while (value < this.source.length() && Character.isWhitespace(this.source.charAt(value))) {
				value++;
			}
			if (Character.isWhitespace(this.source.charAt(i - 1)) && this.source.charAt(value) == '=') {
				return value(value + 1);
			}
			i++;
		}
		return "";
	}

	private int indexOf(String attribute, int from) {
		for (int i = Math.max(from, 1); i + attribute.length() < this.source.length(); i++) {
			if (this.source.regionMatches(true, i, attribute, 0, attribute.length())) {
				return i;
			}
		}
		return -1;
	}

	private String value(int from) {
		int start = from;
		while (Character.isWhitespace(this.source.charAt(start))) {
			start++;
		}
		char quote = this.source.charAt(start);
		int end;
		if (quote == '"' || quote == '\'') {
			start++;
			end = this.source.indexOf(quote, start);
		}
		else {
			end = start;
			while (!Character.isWhitespace(this.source.charAt(end)) && this.source.charAt(end) != '>') {
				end++;
			}
		}
		return Entities.decode(this.source.substring(start, Math.max(start, end)));
	}

}
