package io.github.githubjirasync.text;

/**
 * Jira wiki markup, the rich text of Jira Data Center and of webhooks. No input fails,
 * and time is linear in its length.
 */
public final class Wiki {

	private Wiki() {
	}

	/**
	 * Converts GitHub Flavored Markdown to wiki markup.
	 * @param markdown any text
	 * @param context how links and mentions are carried over
	 * @return the wiki markup without a final line feed
	 */
	public static String fromMarkdown(String markdown, ConversionContext context) {
		return new AdfToWiki().convert(Adf.fromMarkdown(markdown, context));
	}

	/**
	 * Converts wiki markup to GitHub Flavored Markdown.
	 * @param wiki any text
	 * @param context how links and mentions are carried over
	 * @return the Markdown without a final line feed
	 */
	public static String toMarkdown(String wiki, ConversionContext context) {
		return Adf.toMarkdown(new WikiToAdf().convert(wiki), context);
	}

	/**
	 * Cuts a text that is too long at the end of a line, closes the macros that the cut
	 * left open and adds a link to the full text.
	 * @param wiki the text
	 * @param maxCharacters the most UTF-16 characters, such as
	 * {@link Adf#MAX_CHARACTERS}; not less than the link needs
	 * @param fullTextUrl where the whole text is found
	 * @return the text itself when it is short enough
	 */
	public static String limit(String wiki, int maxCharacters, String fullTextUrl) {
		return WikiLimit.limit(wiki, maxCharacters, fullTextUrl);
	}

}
