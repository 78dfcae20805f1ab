package io.github.githubjirasync.text;

/** GitHub Flavored Markdown, the rich text of GitHub. */
public final class Markdown {

	/** The most characters that the body of an issue or a comment on GitHub holds. */
	public static final int MAX_CHARACTERS = 65_536;

	private Markdown() {
	}

	/**
	 * Cuts a text that is too long at the end of a line, closes what the cut left open (a
	 * code fence, a comment, {@code <details>}) and adds a link to the full text.
	 * @param markdown the text
	 * @param maxCharacters the most UTF-16 characters, such as {@link #MAX_CHARACTERS};
	 * not less than the link needs
	 * @param fullTextUrl where the whole text is found
	 * @return the text itself when it is short enough
	 */
	public static String limit(String markdown, int maxCharacters, String fullTextUrl) {
		return MarkdownLimit.limit(markdown, maxCharacters, fullTextUrl);
	}

}
