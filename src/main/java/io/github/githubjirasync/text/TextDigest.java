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

	private static final int MAX_NAME = 100;

	private final StringBuilder skeleton = new StringBuilder();

	private final StringBuilder block = new StringBuilder();

	private boolean verbatim;

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
		TextDigest digest = new TextDigest();
		AdfText.walk(adf, digest::add);
		digest.endBlock();
		return digest.skeleton.toString();
	}

	private void add(JsonNode node) {
		String type = AdfNodes.type(node);
		if (type.equals("text")) {
			this.block.append(InlineText.of(node));
			return;
		}
		if (!AdfNodes.isInline(node)) {
			endBlock();
			this.verbatim = type.equals("codeBlock");
		}
		switch (type) {
			case "mention", "hardBreak" -> this.block.append(' ');
			case "taskItem", "blockTaskItem" ->
				this.block.append(Tasks.symbol(AdfNodes.attribute(node, "state").equals("DONE")));
			case "expand", "nestedExpand" -> this.block.append(AdfNodes.attribute(node, "title"));
			default -> {
				if (AdfNodes.content(node).isEmpty()) {
					this.block.append(InlineText.of(node));
				}
			}
		}
	}

	private void endBlock() {
		if (this.block.isEmpty()) {
			return;
		}
		String text = this.block.toString();
		this.block.setLength(0);
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (c < 127 && c != '@') {
				if (c > ' ') {
					this.skeleton.append(c);
				}
				i++;
				continue;
			}
			int codePoint = text.codePointAt(i);
			if (codePoint == '@' && !this.verbatim && (i == 0 || !Characters.isAlphanumeric(text.charAt(i - 1)))) {
				i = mentionEnd(text, i);
				continue;
			}
			if (!Character.isWhitespace(codePoint) && !Character.isSpaceChar(codePoint)
					&& !Character.isIdentifierIgnorable(codePoint) && codePoint != '\uFFFD') {
				this.skeleton.appendCodePoint(codePoint);
			}
			i += Character.charCount(codePoint);
		}
	}

	private static int mentionEnd(String text, int at) {
		int end = at + 1;
		while (end < text.length() && end - at < MAX_NAME && text.charAt(end) > ' ' && text.charAt(end) != '@'
				&& (end == at + 1 || text.charAt(end) != Characters.ZERO_WIDTH_SPACE)) {
			end++;
		}
		if (end < text.length() && text.charAt(end) == Characters.ZERO_WIDTH_SPACE
				&& (end + 1 == text.length() || text.charAt(end + 1) != '@')) {
			return end;
		}
		end = at + 1;
		while (end < text.length() && (Characters.isWord(text.charAt(end)) || text.charAt(end) == '-'
				|| (end == at + 1 && text.charAt(end) == Characters.ZERO_WIDTH_SPACE))) {
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
