package io.github.githubjirasync.text;

import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Recognises a text of ours when it comes back in another markup language. The digest is
 * taken over what a reader sees without layout: the visible characters in their order,
 * but no markup, blanks, addresses behind links, or mentions (each side shows those its
 * own way). So two texts that differ in their marks only have the same digest.
 */
public final class TextDigest {

	private static final int MAX_NAME = 100;

	private static final int SIZE = 1 << 12;

	/** Deeper than documents nest that people write; what is below needs no stack. */
	private static final int MAX_DEPTH = 64;

	/** The skeleton, and behind it the text of the block that has not ended yet. */
	private char[] chars = new char[SIZE];

	/** Where the skeleton ends and the text of the block starts. */
	private int length;

	/** Where the text of the block ends. */
	private int end;

	private boolean verbatim;

	private TextDigest() {
	}

	/**
	 * The digest of a Markdown text.
	 * @param markdown any text
	 * @return the digest in its newest form
	 */
	public static String ofMarkdown(String markdown) {
		return ofMarkdown(markdown, DigestForm.NEWEST);
	}

	/**
	 * The digest of a Markdown text in one form.
	 * @param markdown any text
	 * @param form the form
	 * @return the digest
	 */
	public static String ofMarkdown(String markdown, DigestForm form) {
		return ofAdf(Adf.fromMarkdown(markdown, ConversionContext.NONE), form);
	}

	/**
	 * The digest of Jira wiki markup.
	 * @param wiki any text
	 * @return the digest in its newest form
	 */
	public static String ofWiki(String wiki) {
		return ofWiki(wiki, DigestForm.NEWEST);
	}

	/**
	 * The digest of Jira wiki markup in one form.
	 * @param wiki any text
	 * @param form the form
	 * @return the digest
	 */
	public static String ofWiki(String wiki, DigestForm form) {
		return ofAdf(new WikiToAdf().convert(wiki), form);
	}

	/**
	 * The digest of an ADF document.
	 * @param adf a {@code doc} node
	 * @return the digest in its newest form
	 */
	public static String ofAdf(JsonNode adf) {
		return ofAdf(adf, DigestForm.NEWEST);
	}

	/**
	 * The digest of an ADF document in one form.
	 * @param adf a {@code doc} node
	 * @param form the form
	 * @return the digest
	 */
	public static String ofAdf(JsonNode adf, DigestForm form) {
		return form.of(skeleton(adf));
	}

	/**
	 * The visible characters of a document.
	 * @param adf a {@code doc} node
	 * @return the text that the digest is taken of
	 */
	static String skeleton(JsonNode adf) {
		TextDigest digest = new TextDigest();
		digest.walk(adf, 0);
		digest.endBlock();
		return new String(digest.chars, 0, digest.length);
	}

	private void walk(JsonNode node, int depth) {
		add(node);
		JsonNode content = AdfNodes.content(node);
		for (int i = 0; i < content.size(); i++) {
			JsonNode child = content.get(i);
			if (depth < MAX_DEPTH) {
				walk(child, depth + 1);
			}
			else {
				AdfText.walk(child, this::add);
			}
		}
	}

	private void add(JsonNode node) {
		String type = AdfNodes.type(node);
		if (type.equals("text")) {
			append(InlineText.ofText(node));
			return;
		}
		if (type.equals("paragraph") && node instanceof AdfNode) {
			endBlock();
			this.verbatim = false;
			return;
		}
		if (!AdfNodes.isInline(node, type)) {
			endBlock();
			this.verbatim = type.equals("codeBlock");
		}
		switch (type) {
			case "mention", "hardBreak" -> append(" ");
			case "taskItem", "blockTaskItem" -> append(Tasks.symbol(AdfNodes.attribute(node, "state").equals("DONE")));
			case "expand", "nestedExpand" -> append(AdfNodes.attribute(node, "title"));
			default -> {
				if (AdfNodes.content(node).isEmpty()) {
					append(InlineText.of(node));
				}
			}
		}
	}

	private void append(String text) {
		int room = this.end + text.length();
		if (room > this.chars.length) {
			this.chars = Arrays.copyOf(this.chars, Math.max(room, 2 * this.chars.length));
		}
		text.getChars(0, text.length(), this.chars, this.end);
		this.end = room;
	}

	/** Moves what is visible of the block to the end of the skeleton. */
	private void endBlock() {
		char[] in = this.chars;
		int start = this.length;
		int stop = this.end;
		int at = start;
		int i = start;
		while (i < stop) {
			for (; i < stop; i++) {
				char c = in[i];
				if (c >= 127 || c == '@') {
					break;
				}
				// Without a jump, since no machine foresees where words end.
				in[at] = c;
				at += (' ' - c) >>> 31;
			}
			if (i == stop) {
				break;
			}
			int codePoint = Character.codePointAt(in, i, stop);
			if (codePoint == '@' && !this.verbatim && (i == start || !Characters.isAlphanumeric(in[i - 1]))) {
				i = mentionEnd(i);
				continue;
			}
			if (!Character.isWhitespace(codePoint) && !Character.isSpaceChar(codePoint)
					&& !Character.isIdentifierIgnorable(codePoint) && codePoint != '\uFFFD') {
				at += Character.toChars(codePoint, in, at);
			}
			i += Character.charCount(codePoint);
		}
		this.length = at;
		this.end = at;
	}

	private int mentionEnd(int at) {
		int stop = at + 1;
		while (stop < this.end && stop - at < MAX_NAME && this.chars[stop] > ' ' && this.chars[stop] != '@'
				&& (stop == at + 1 || this.chars[stop] != Characters.ZERO_WIDTH_SPACE)) {
			stop++;
		}
		if (stop < this.end && this.chars[stop] == Characters.ZERO_WIDTH_SPACE
				&& (stop + 1 == this.end || this.chars[stop + 1] != '@')) {
			return stop;
		}
		stop = at + 1;
		while (stop < this.end && (Characters.isWord(this.chars[stop]) || this.chars[stop] == '-'
				|| (stop == at + 1 && this.chars[stop] == Characters.ZERO_WIDTH_SPACE))) {
			stop++;
		}
		return stop;
	}

}
