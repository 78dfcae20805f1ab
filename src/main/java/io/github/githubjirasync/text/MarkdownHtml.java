package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * Turns HTML blocks into ADF: {@code <details>} with what it encloses into an expand,
 * {@code <pre>} into a code block, known tags into paragraphs with marks. A block with
 * any other tag is kept as code, so that its text is not lost; comments are dropped.
 */
final class MarkdownHtml {

	private static final String DETAILS = "<details";

	private static final String DETAILS_END = "</details";

	private static final int MAX_DEPTH = 20;

	private final MarkdownToAdf blocks;

	private final ConversionContext context;

	private int depth;

	MarkdownHtml(MarkdownToAdf blocks, ConversionContext context) {
		this.blocks = blocks;
		this.context = context;
	}

	/**
	 * Converts an HTML block and, when it opens a {@code <details>}, its siblings up to
	 * the end tag.
	 * @param block the block
	 * @param end the sibling to stop at
	 * @param out where to add the result
	 * @return the last node that was converted
	 */
	Node add(HtmlBlock block, @Nullable Node end, List<ObjectNode> out) {
		String literal = block.getLiteral();
		String lower = literal.toLowerCase(Locale.ROOT);
		int start = lower.indexOf(DETAILS);
		if (start < 0 || lower.length() != literal.length() || lower.contains("<!--") || this.depth >= MAX_DEPTH) {
			out.addAll(fragment(literal));
			return block;
		}
		out.addAll(fragment(literal.substring(0, start)));
		int open = count(lower, DETAILS) - count(lower, DETAILS_END);
		if (open <= 0) {
			int close = lower.lastIndexOf(DETAILS_END);
			int body = Math.max(close, start);
			out.addAll(expand(literal.substring(start, body), lower.substring(start, body), List.of()));
			out.addAll(fragment(behindTag(literal, body)));
			return block;
		}
		Node last = block;
		Node close = null;
		for (Node node = block.getNext(); node != null && node != end; node = node.getNext()) {
			last = node;
			if (node instanceof HtmlBlock html) {
				String text = html.getLiteral().toLowerCase(Locale.ROOT);
				open += count(text, DETAILS) - count(text, DETAILS_END);
				if (open <= 0) {
					close = node;
					break;
				}
			}
		}
		this.depth++;
		List<ObjectNode> children = this.blocks.blocks(block.getNext(), (close != null) ? close : end);
		this.depth--;
		String rest = "";
		if (close instanceof HtmlBlock html) {
			int tag = html.getLiteral().toLowerCase(Locale.ROOT).lastIndexOf(DETAILS_END);
			children.addAll(fragment(html.getLiteral().substring(0, tag)));
			rest = behindTag(html.getLiteral(), tag);
		}
		out.addAll(expand(literal.substring(start), lower.substring(start), children));
		out.addAll(fragment(rest));
		return last;
	}

	private List<ObjectNode> expand(String html, String lower, List<ObjectNode> children) {
		int summary = lower.indexOf("<summary");
		int summaryEnd = lower.indexOf("</summary", Math.max(summary, 0));
		String title = "";
		String body = behindTag(html, 0);
		if (summary >= 0 && summaryEnd > summary) {
			title = MarkdownReferences.unmark(plain(behindTag(html.substring(0, summaryEnd), summary)));
			body = behindTag(html, summaryEnd);
		}
		List<ObjectNode> content = new ArrayList<>(fragment(body));
		content.addAll(children);
		ObjectNode expand = AdfNodes.node("expand");
		expand.putObject("attrs").put("title", title);
		return Container.EXPAND.wrap(expand, content);
	}

	private static String behindTag(String html, int tag) {
		int end = html.indexOf('>', tag);
		return (end < 0) ? "" : html.substring(end + 1);
	}

	private static int count(String text, String tag) {
		int count = 0;
		for (int i = text.indexOf(tag); i >= 0; i = text.indexOf(tag, i + 1)) {
			count++;
		}
		return count;
	}

	/**
	 * Converts a piece of HTML.
	 * @param html any text
	 * @return paragraphs and images, or one code block
	 */
	private List<ObjectNode> fragment(String html) {
		if (html.isBlank()) {
			return List.of();
		}
		List<ObjectNode> result = new ArrayList<>();
		String lower = html.toLowerCase(Locale.ROOT);
		int contentEnd = html.stripTrailing().length();
		MarkdownInlines line = new MarkdownInlines(this.context, 0);
		int i = 0;
		while (i < html.length()) {
			int tagStart = html.indexOf('<', i);
			tagStart = (tagStart < 0) ? html.length() : tagStart;
			line.text(Entities.decode(collapse(html.substring(i, tagStart), line.isEmpty())));
			if (tagStart == html.length()) {
				break;
			}
			if (html.startsWith("<!--", tagStart)) {
				int end = html.indexOf("-->", tagStart);
				i = (end < 0) ? html.length() : end + 3;
				continue;
			}
			HtmlTag tag = HtmlTag.at(html, tagStart);
			if (tag == null || !tag.isHarmless()) {
				return List.of(AdfNodes.codeBlock("html", html.strip()));
			}
			i = tagStart + tag.source().length();
			if (tag.name().equals("pre") && !tag.closing()) {
				int end = lower.indexOf("</pre", i);
				end = (end < 0 || lower.length() != html.length()) ? html.length() : end;
				flush(line, result);
				result.add(AdfNodes.codeBlock(null, plain(html.substring(i, end))));
				line = new MarkdownInlines(this.context, 0);
				i = end;
			}
			else if (tag.name().equals("img") && line.isEmpty() && i >= contentEnd) {
				ObjectNode image = this.blocks.image(tag.attribute("src"), tag.attribute("alt"));
				if (image != null) {
					result.add(image);
				}
				else {
					line.tag(tag);
				}
			}
			else if (tag.isBlock()) {
				flush(line, result);
				line = new MarkdownInlines(this.context, 0);
			}
			else {
				line.tag(tag);
			}
		}
		flush(line, result);
		return result;
	}

	private static void flush(MarkdownInlines line, List<ObjectNode> result) {
		ObjectNode paragraph = AdfNodes.paragraph(line.build());
		if (!AdfNodes.content(paragraph).isEmpty()) {
			result.add(paragraph);
		}
	}

	private static String plain(String html) {
		StringBuilder text = new StringBuilder();
		int i = 0;
		while (i < html.length()) {
			HtmlTag tag = (html.charAt(i) == '<') ? HtmlTag.at(html, i) : null;
			if (tag != null) {
				i += tag.source().length();
			}
			else {
				text.append(html.charAt(i++));
			}
		}
		return Characters.clean(Entities.decode(text.toString())).strip();
	}

	private static String collapse(String text, boolean lineStart) {
		StringBuilder collapsed = new StringBuilder(text.length());
		boolean space = lineStart;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean blank = Characters.isSpace(c) || c == '\n' || c == '\r';
			if (!blank || !space) {
				collapsed.append(blank ? ' ' : c);
			}
			space = blank;
		}
		return collapsed.toString();
	}

}
