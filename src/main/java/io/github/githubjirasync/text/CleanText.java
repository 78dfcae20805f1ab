package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A text without control characters but tabs and line feeds, so that JSON takes at most
 * two characters for each of it.
 */
final class CleanText extends TextNode {

	private static final long serialVersionUID = 1;

	private static final int MOST_PER_CHARACTER = 2;

	/**
	 * Wraps a text.
	 * @param text what {@link Characters#clean} gave, or a literal
	 */
	CleanText(String text) {
		super(text);
	}

	/** A number that the length of its JSON does not exceed. */
	int atMost() {
		return MOST_PER_CHARACTER * this._value.length() + 2;
	}

}
