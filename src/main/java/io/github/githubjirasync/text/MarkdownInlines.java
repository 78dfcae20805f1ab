package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Turns the inline nodes of one Markdown block into ADF. Walks without recursion, since
 * emphasis may nest as deep as a text is long. A line break is a break, as it is in
 * GitHub's issues and comments.
 */
final class MarkdownInlines {

	private static final int MARKS = 7;

	private final ConversionContext context;

	private final MarkdownReferences references;

	private final InlineBuilder out = new InlineBuilder();

	private final int[] depth = new int[MARKS];

	private int marks;

	private @Nullable Link link;

	private @Nullable Node linkNode;

	MarkdownInlines(ConversionContext context, int marks) {
		this.context = context;
		this.references = new MarkdownReferences(context);
		for (int i = 0; i < MARKS; i++) {
			if ((marks & (1 << i)) != 0) {
				mark(1 << i, 1);
			}
		}
	}

	static ArrayNode convert(Node block, ConversionContext context) {
		MarkdownInlines inlines = new MarkdownInlines(context, 0);
		inlines.children(block);
		return inlines.build();
	}

	ArrayNode build() {
		return this.out.build();
	}

	boolean isEmpty() {
		return this.out.isEmpty();
	}

	void children(Node parent) {
		Node node = parent.getFirstChild();
		while (node != null) {
			boolean descend = enter(node);
			if (descend && node.getFirstChild() != null) {
				node = node.getFirstChild();
				continue;
			}
			if (descend) {
				exit(node);
			}
			while (node.getNext() == null) {
				node = node.getParent();
				if (node == parent) {
					return;
				}
				exit(node);
			}
			node = node.getNext();
		}
	}

	private boolean enter(Node node) {
		if (node instanceof Text text) {
			text(text.getLiteral());
			return false;
		}
		if (node instanceof Code code) {
			this.out.text(code.getLiteral(), this.marks | Mark.CODE, this.link);
			return false;
		}
		if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
			this.out.hardBreak();
			return false;
		}
		if (node instanceof HtmlInline html) {
			html(html.getLiteral());
			return false;
		}
		if (node instanceof Image image) {
			image(image.getDestination(), altText(image));
			return false;
		}
		if (node instanceof FootnoteReference footnote) {
			this.out.text("[" + footnote.getLabel() + "]", this.marks | Mark.SUP, this.link);
			return false;
		}
		if (node instanceof org.commonmark.node.Link target && this.linkNode == null) {
			this.linkNode = target;
			this.link = Link.resolve(target.getDestination(), target.getTitle(), this.context);
		}
		mark(mark(node), 1);
		return true;
	}

	private void exit(Node node) {
		if (node == this.linkNode) {
			this.linkNode = null;
			this.link = null;
		}
		mark(mark(node), -1);
	}

	private static int mark(Node node) {
		if (node instanceof StrongEmphasis) {
			return Mark.STRONG;
		}
		if (node instanceof Emphasis) {
			return Mark.EM;
		}
		return (node instanceof Strikethrough) ? Mark.STRIKE : 0;
	}

	private void mark(int mark, int change) {
		if (mark == 0) {
			return;
		}
		int index = Integer.numberOfTrailingZeros(mark);
		this.depth[index] = Math.max(0, this.depth[index] + change);
		this.marks = (this.depth[index] > 0) ? this.marks | mark : this.marks & ~mark;
	}

	void text(String text) {
		if (this.linkNode != null || this.link != null || (this.marks & Mark.CODE) != 0) {
			this.out.text(MarkdownReferences.unmark(text), this.marks, this.link);
		}
		else {
			this.references.add(text, this.marks, this.out);
		}
	}

	void html(String literal) {
		if (literal.startsWith("<!--")) {
			return;
		}
		HtmlTag tag = HtmlTag.at(literal, 0);
		if (tag == null || !tag.isHarmless()) {
			this.out.text(literal, this.marks, this.link);
		}
		else {
			tag(tag);
		}
	}

	void tag(HtmlTag tag) {
		switch (tag.name()) {
			case "br" -> this.out.hardBreak();
			case "img" -> image(tag.attribute("src"), tag.attribute("alt"));
			case "a" -> {
				if (this.linkNode == null) {
					this.link = tag.closing() ? null : Link.resolve(tag.attribute("href"), null, this.context);
				}
			}
			default -> mark(Mark.ofHtml(tag.name()), tag.closing() ? -1 : 1);
		}
	}

	private void image(String source, String alt) {
		Link target = (this.link != null) ? this.link : Link.resolve(source, null, this.context);
		if (target != null && target != this.link) {
			target = Link.image(target.href());
		}
		String text = MarkdownReferences.unmark(alt);
		this.out.text(text.isBlank() ? "image" : text, this.marks & ~Mark.CODE, target);
	}

	/**
	 * The text of an image or any other inline node.
	 * @param parent the node
	 * @return its text without marks
	 */
	static String altText(Node parent) {
		StringBuilder alt = new StringBuilder();
		Node node = parent.getFirstChild();
		while (node != null) {
			if (node instanceof Text text) {
				alt.append(text.getLiteral());
			}
			else if (node instanceof Code code) {
				alt.append(code.getLiteral());
			}
			else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
				alt.append(' ');
			}
			if (node.getFirstChild() != null) {
				node = node.getFirstChild();
				continue;
			}
			while (node.getNext() == null && node.getParent() != parent) {
				node = node.getParent();
			}
			node = node.getNext();
		}
		return Characters.clean(alt.toString());
	}

}
