package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Atlassian Document Format, the rich text of Jira Cloud, as JSON. Every document made
 * here fits Atlassian's schema. Time is linear in the length of the text, and no input
 * fails.
 */
public final class Adf {

	/** The most characters that a text field of Jira holds. */
	public static final int MAX_CHARACTERS = 32_767;

	private Adf() {
	}

	/**
	 * Converts GitHub Flavored Markdown to ADF.
	 * @param markdown any text
	 * @param context how links and mentions are carried over
	 * @return a {@code doc} node; without content for a blank text
	 */
	public static ObjectNode fromMarkdown(String markdown, ConversionContext context) {
		return new MarkdownToAdf(context).convert(markdown);
	}

	/**
	 * Converts ADF to GitHub Flavored Markdown, in which only what was markup is markup.
	 * @param adf a {@code doc} node, or anything else that has text in it
	 * @param context how links and mentions are carried over
	 * @return the Markdown without a final line feed
	 */
	public static String toMarkdown(JsonNode adf, ConversionContext context) {
		return new AdfToMarkdown(context).convert(adf);
	}

	/**
	 * Cuts a document that is too long, at the end of a block where possible, and adds a
	 * link to the full text.
	 * @param document a {@code doc} node; not changed
	 * @param maxCharacters the most UTF-16 characters of its JSON, such as
	 * {@link #MAX_CHARACTERS}; not less than the link needs
	 * @param fullTextUrl where the whole text is found
	 * @return the document itself when it is short enough
	 */
	public static ObjectNode limit(ObjectNode document, int maxCharacters, String fullTextUrl) {
		return AdfLimit.limit(document, maxCharacters, fullTextUrl);
	}

}
