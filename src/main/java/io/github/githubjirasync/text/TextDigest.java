package io.github.githubjirasync.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

	/** The bytes of most texts. */
	private static final int SIZE = 1 << 12;

	private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** One in each byte. */
	private static final long EACH = 0x0101010101010101L;

	/** Deeper than documents nest that people write; what is below needs no stack. */
	private static final int MAX_DEPTH = 64;

	/** The skeleton, and behind it text that is not condensed yet; both in UTF-8. */
	private byte[] bytes = new byte[SIZE];

	/** Where the skeleton ends. */
	private int length;

	/** Where the block starts that has not ended yet. */
	private int block;

	/** Where the text ends. */
	private int end;

	/** Whether that block may have a mention in it, or characters beyond ASCII. */
	private boolean special;

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
		TextDigest digest = of(adf);
		return form.of(digest.bytes, digest.length);
	}

	/**
	 * The visible characters of a document.
	 * @param adf a {@code doc} node
	 * @return the text that the digest is taken of
	 */
	static String skeleton(JsonNode adf) {
		TextDigest digest = of(adf);
		return new String(digest.bytes, 0, digest.length, StandardCharsets.UTF_8);
	}

	private static TextDigest of(JsonNode adf) {
		TextDigest digest = new TextDigest();
		digest.walk(adf, 0);
		digest.endBlock();
		digest.condense();
		return digest;
	}

	private void walk(JsonNode node, int depth) {
		String type = AdfNodes.type(node);
		add(node, type);
		if (node instanceof AdfNode && type.equals("text")) {
			return;
		}
		JsonNode content = AdfNodes.content(node);
		int children = content.size();
		for (int i = 0; i < children; i++) {
			JsonNode child = content.get(i);
			if (depth < MAX_DEPTH) {
				walk(child, depth + 1);
			}
			else {
				AdfText.walk(child, (below) -> add(below, AdfNodes.type(below)));
			}
		}
	}

	private void add(JsonNode node, String type) {
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
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		int room = this.end + utf8.length;
		if (room > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(room, 2 * this.bytes.length));
		}
		System.arraycopy(utf8, 0, this.bytes, this.end, utf8.length);
		this.end = room;
		this.special |= utf8.length > text.length() || text.indexOf('@') >= 0;
	}

	/** Blocks without anything special wait, and are condensed with those behind them. */
	private void endBlock() {
		if (this.special) {
			String text = new String(this.bytes, this.block, this.end - this.block, StandardCharsets.UTF_8);
			this.end = this.block;
			condense();
			byte[] visible = visible(text.toCharArray()).getBytes(StandardCharsets.UTF_8);
			System.arraycopy(visible, 0, this.bytes, this.length, visible.length);
			this.length += visible.length;
			this.end = this.length;
			this.special = false;
		}
		this.block = this.end;
	}

	/**
	 * Moves what is visible of ASCII to the end of the skeleton. Takes eight characters
	 * at a time and mostly no jump, since no machine foresees where words end.
	 */
	private void condense() {
		byte[] in = this.bytes;
		int at = this.length;
		int i = at;
		for (; i + Long.BYTES <= this.end; i += Long.BYTES) {
			long word = (long) WORDS.get(in, i);
			// The highest bit of each byte that is a blank, a control character or DEL.
			long out = ~((word + EACH * (127 - ' ')) & ~(word + EACH)) & (EACH << 7);
			int visible = Long.BYTES - Long.bitCount(out);
			do {
				word = withoutFirst(word, out);
				out = behindFirst(out);
				word = withoutFirst(word, out);
				out = behindFirst(out);
			}
			while (out != 0);
			WORDS.set(in, at, word);
			at += visible;
		}
		for (; i < this.end; i++) {
			in[at] = in[i];
			at += (in[i] > ' ' && in[i] < 127) ? 1 : 0;
		}
		this.length = at;
		this.end = at;
	}

	/** A word whose bytes behind the first marked one are moved into its place. */
	private static long withoutFirst(long word, long marks) {
		long below = ((marks & -marks) >>> 7) - 1;
		return (word & below) | ((word >>> 8) & ~below);
	}

	/** The marks but the first, moved with their bytes. */
	private static long behindFirst(long marks) {
		return (marks & (marks - 1)) >>> 8;
	}

	/** What is visible of a block. */
	private String visible(char[] in) {
		StringBuilder visible = new StringBuilder(in.length);
		int i = 0;
		while (i < in.length) {
			int codePoint = Character.codePointAt(in, i);
			if (codePoint == '@' && !this.verbatim && (i == 0 || !Characters.isAlphanumeric(in[i - 1]))) {
				i = mentionEnd(in, i);
				continue;
			}
			if (codePoint > ' ' && !Character.isWhitespace(codePoint) && !Character.isSpaceChar(codePoint)
					&& !Character.isIdentifierIgnorable(codePoint) && codePoint != '\uFFFD') {
				visible.appendCodePoint(codePoint);
			}
			i += Character.charCount(codePoint);
		}
		return visible.toString();
	}

	private static int mentionEnd(char[] in, int at) {
		int stop = at + 1;
		while (stop < in.length && stop - at < MAX_NAME && in[stop] > ' ' && in[stop] != '@'
				&& (stop == at + 1 || in[stop] != Characters.ZERO_WIDTH_SPACE)) {
			stop++;
		}
		if (stop < in.length && in[stop] == Characters.ZERO_WIDTH_SPACE
				&& (stop + 1 == in.length || in[stop + 1] != '@')) {
			return stop;
		}
		stop = at + 1;
		while (stop < in.length && (Characters.isWord(in[stop]) || in[stop] == '-'
				|| (stop == at + 1 && in[stop] == Characters.ZERO_WIDTH_SPACE))) {
			stop++;
		}
		return stop;
	}

}
