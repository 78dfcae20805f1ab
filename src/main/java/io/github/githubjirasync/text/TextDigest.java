package io.github.githubjirasync.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Recognises a text of ours when it comes back in another markup language. The digest is
 * taken over what a reader sees without layout: the visible characters in their order,
 * but no markup, blanks, addresses behind links, or mentions (each side shows those its
 * own way). So two texts that differ in their marks only have the same digest.
 */
public final class TextDigest {

	private TextDigest() {
	}

	/**
	 * The digest of a Markdown text.
	 * @param markdown any text
	 * @return 64 hexadecimal digits (SHA-256)
	 */
	public static String ofMarkdown(String markdown) {
		return ofAdf(Adf.fromMarkdown(markdown, ConversionContext.NONE));
	}

	/**
	 * The digest of Jira wiki markup.
	 * @param wiki any text
	 * @return 64 hexadecimal digits (SHA-256)
	 */
	public static String ofWiki(String wiki) {
		return ofAdf(new WikiToAdf().convert(wiki));
	}

	/**
	 * The digest of an ADF document.
	 * @param adf a {@code doc} node
	 * @return 64 hexadecimal digits (SHA-256)
	 */
	public static String ofAdf(JsonNode adf) {
		return sha256(skeleton(adf));
	}

	/**
	 * The visible characters of a document.
	 * @param adf a {@code doc} node
	 * @return the text that the digest is taken of
	 */
	static String skeleton(JsonNode adf) {
		StringBuilder skeleton = new StringBuilder();
		AdfText.walk(adf, (node) -> {
			switch (AdfNodes.type(node)) {
				case "mention", "hardBreak", "rule" -> {
					// Shown differently by each side, or not at all.
				}
				case "taskItem", "blockTaskItem" ->
					skeleton.append(Tasks.symbol(AdfNodes.attribute(node, "state").equals("DONE")).charAt(0));
				case "expand", "nestedExpand" -> append(AdfNodes.attribute(node, "title"), skeleton);
				default -> {
					if (AdfNodes.content(node).isEmpty()) {
						append(InlineText.of(node), skeleton);
					}
				}
			}
		});
		return skeleton.toString();
	}

	private static void append(String text, StringBuilder skeleton) {
		int i = 0;
		while (i < text.length()) {
			int codePoint = text.codePointAt(i);
			int length = Character.charCount(codePoint);
			if (codePoint == '@' && (i == 0 || !Characters.isAlphanumeric(text.charAt(i - 1)))) {
				i = mentionEnd(text, i);
				continue;
			}
			if (!Character.isWhitespace(codePoint) && !Character.isSpaceChar(codePoint)
					&& !Character.isIdentifierIgnorable(codePoint) && codePoint != '\uFFFD') {
				skeleton.appendCodePoint(codePoint);
			}
			i += length;
		}
	}

	private static int mentionEnd(String text, int at) {
		int end = at + 1;
		while (end < text.length() && (Characters.isWord(text.charAt(end)) || text.charAt(end) == '-'
				|| text.charAt(end) == Characters.ZERO_WIDTH_SPACE)) {
			end++;
		}
		return end;
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
