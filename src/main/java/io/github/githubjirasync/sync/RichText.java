package io.github.githubjirasync.sync;

/**
 * A text with its markup language, as the upstream gave it.
 *
 * @param format the markup language
 * @param value the text; for {@link Format#ADF} the document as JSON text
 */
public record RichText(Format format, String value) {

	/** The markup languages of the two upstreams. */
	public enum Format {

		/** GitHub Flavored Markdown. */
		MARKDOWN,
		/** Jira wiki markup, which also covers plain text. */
		WIKI,
		/** Atlassian Document Format. */
		ADF

	}

	/**
	 * Markdown text.
	 * @param value the text
	 * @return the text with its format
	 */
	public static RichText markdown(String value) {
		return new RichText(Format.MARKDOWN, value);
	}

	/**
	 * Jira wiki markup.
	 * @param value the text
	 * @return the text with its format
	 */
	public static RichText wiki(String value) {
		return new RichText(Format.WIKI, value);
	}

	/**
	 * An ADF document.
	 * @param json the document as JSON text
	 * @return the text with its format
	 */
	public static RichText adf(String json) {
		return new RichText(Format.ADF, json);
	}

}
