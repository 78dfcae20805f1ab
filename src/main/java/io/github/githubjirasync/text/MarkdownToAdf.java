package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/**
 * Turns the blocks of a Markdown document into ADF. Its recursion is as deep as blocks
 * nest, which {@link MarkdownParser} bounds.
 */
final class MarkdownToAdf {

	private final ConversionContext context;

	private final MarkdownLists lists;

	private final MarkdownHtml html;

	MarkdownToAdf(ConversionContext context) {
		this.context = context;
		this.lists = new MarkdownLists(this, context);
		this.html = new MarkdownHtml(this, context);
	}

	ObjectNode convert(String markdown) {
		return AdfNodes.doc(QuickBlocks.convert(markdown, this.context, this));
	}

	/**
	 * Converts a document, or a part of it that starts and ends between blocks, by way of
	 * its syntax tree.
	 * @param markdown the text
	 * @return valid blocks of any type
	 */
	List<ObjectNode> parse(String markdown) {
		return blocks(MarkdownParser.parse(markdown).getFirstChild(), null);
	}

	/**
	 * Converts siblings.
	 * @param first the first sibling; null for none
	 * @param end the sibling to stop at; null for all of them
	 * @return valid blocks of any type
	 */
	List<ObjectNode> blocks(@Nullable Node first, @Nullable Node end) {
		List<ObjectNode> blocks = new ArrayList<>();
		for (Node node = first; node != null && node != end; node = node.getNext()) {
			if (node instanceof HtmlBlock block) {
				node = this.html.add(block, end, blocks);
			}
			else {
				add(node, blocks);
			}
		}
		return blocks;
	}

	private void add(Node node, List<ObjectNode> blocks) {
		if (node instanceof Paragraph) {
			paragraph(node, blocks);
		}
		else if (node instanceof Heading heading) {
			blocks.add(AdfNodes.heading(heading.getLevel(), MarkdownInlines.convert(node, this.context)));
		}
		else if (node instanceof ListBlock list) {
			this.lists.add(list, blocks);
		}
		else if (node instanceof FencedCodeBlock code) {
			String info = code.getInfo();
			blocks.add(AdfNodes.codeBlock((info != null) ? firstWord(info) : null, chomp(code.getLiteral())));
		}
		else if (node instanceof IndentedCodeBlock code) {
			blocks.add(AdfNodes.codeBlock(null, chomp(code.getLiteral())));
		}
		else if (node instanceof BlockQuote) {
			quote(node, blocks);
		}
		else if (node instanceof TableBlock) {
			ObjectNode table = MarkdownTables.convert(node, this, this.context);
			if (table != null) {
				blocks.add(table);
			}
		}
		else if (node instanceof ThematicBreak) {
			blocks.add(AdfNodes.node("rule"));
		}
		else if (node instanceof FootnoteDefinition footnote) {
			footnote(footnote, blocks);
		}
		else if (!(node instanceof LinkReferenceDefinition)) {
			blocks.addAll(blocks(node.getFirstChild(), null));
		}
	}

	private void paragraph(Node paragraph, List<ObjectNode> blocks) {
		Node only = paragraph.getFirstChild();
		ObjectNode image = (only != null && only.getNext() == null) ? image(only) : null;
		if (image != null) {
			blocks.add(image);
		}
		else {
			ImageLines.add(MarkdownInlines.convert(paragraph, this.context), blocks);
		}
	}

	/**
	 * An image, or a link around nothing but an image, as a block.
	 * @param node an inline node
	 * @return the block, or null for anything else
	 */
	@Nullable ObjectNode image(Node node) {
		if (node instanceof Image image) {
			return image(image.getDestination(), MarkdownInlines.altText(image));
		}
		if (node instanceof HtmlInline html) {
			HtmlTag tag = HtmlTag.at(html.getLiteral(), 0);
			return (tag != null && tag.name().equals("img")) ? image(tag.attribute("src"), tag.attribute("alt")) : null;
		}
		if (node instanceof org.commonmark.node.Link link && link.getFirstChild() instanceof Image image
				&& image.getNext() == null) {
			Link target = Link.resolve(link.getDestination(), null, this.context);
			ObjectNode block = image(image);
			if (block != null && target != null) {
				AdfNodes.link((ObjectNode) AdfNodes.content(block).get(0), target);
			}
			return block;
		}
		return null;
	}

	@Nullable ObjectNode image(String source, String alt) {
		Link link = Link.resolve(source, null, this.context);
		// A relative address is that of a file which nobody told us where to find.
		return (link != null && (Link.isWeb(link.href()) || this.context.repositoryUrl() == null))
				? AdfNodes.image(link.href(), MarkdownReferences.unmark(alt).strip()) : null;
	}

	private void quote(Node quote, List<ObjectNode> blocks) {
		String panel = (quote.getParent() instanceof org.commonmark.node.Document) ? alert(quote) : null;
		List<ObjectNode> children = blocks(quote.getFirstChild(), null);
		if (panel == null) {
			blocks.addAll(Container.BLOCKQUOTE.wrap(AdfNodes.node("blockquote"), children));
			return;
		}
		ObjectNode container = AdfNodes.node("panel");
		container.putObject("attrs").put("panelType", panel);
		blocks.addAll(Container.PANEL.wrap(container, children));
	}

	/**
	 * Recognises an alert and takes its first line away.
	 * @param quote a block quote
	 * @return the type of the panel, or null for an ordinary quote
	 */
	private static @Nullable String alert(Node quote) {
		if (!(quote.getFirstChild() instanceof Paragraph paragraph)
				|| !(paragraph.getFirstChild() instanceof Text text)) {
			return null;
		}
		Node next = text.getNext();
		String panel = switch (text.getLiteral().strip().toUpperCase(Locale.ROOT)) {
			case "[!NOTE]" -> "info";
			case "[!TIP]" -> "success";
			case "[!IMPORTANT]" -> "note";
			case "[!WARNING]" -> "warning";
			case "[!CAUTION]" -> "error";
			default -> null;
		};
		if (panel == null || (next != null && !(next instanceof SoftLineBreak))) {
			return null;
		}
		if (next == null) {
			paragraph.unlink();
		}
		else {
			next.unlink();
			text.unlink();
		}
		return panel;
	}

	private void footnote(FootnoteDefinition footnote, List<ObjectNode> blocks) {
		List<ObjectNode> children = blocks(footnote.getFirstChild(), null);
		ArrayNode first = (!children.isEmpty() && AdfNodes.type(children.get(0)).equals("paragraph"))
				? children.get(0).withArray("content") : null;
		ObjectNode label = AdfNodes.text("[" + Characters.clean(footnote.getLabel()) + "] ");
		if (first != null) {
			first.insert(0, label);
		}
		else {
			ObjectNode paragraph = AdfNodes.node("paragraph");
			paragraph.putArray("content").add(label);
			blocks.add(paragraph);
		}
		blocks.addAll(children);
	}

	static String firstWord(String info) {
		int end = 0;
		while (end < info.length() && !Character.isWhitespace(info.charAt(end))) {
			end++;
		}
		return info.substring(0, end);
	}

	private static String chomp(String code) {
		return code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
	}

}
