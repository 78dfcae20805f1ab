package io.github.githubjirasync.text;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Collects the inline nodes of one ADF block, joining text that carries equal marks. */
final class InlineBuilder {

	private final ArrayNode nodes = AdfNodes.array();

	/** The text that is not a node yet, while it is of one piece. */
	private String piece = "";

	/** All pieces, once there are several. */
	private @Nullable StringBuilder pieces;

	/** Whether there may be characters in them that {@link Characters#clean} takes. */
	private boolean unclean;

	private int marks;

	private @Nullable Link link;

	void text(String text, int marks, @Nullable Link link) {
		text(text, marks, link, true);
	}

	/**
	 * Adds a text.
	 * @param text the text
	 * @param marks its marks
	 * @param link its link, null for none
	 * @param unclean whether it may have characters that ADF must not have
	 */
	void text(String text, int marks, @Nullable Link link, boolean unclean) {
		if (text.isEmpty()) {
			return;
		}
		if (this.marks != marks || !Objects.equals(this.link, link)) {
			flush();
			this.marks = marks;
			this.link = link;
		}
		if (this.piece.isEmpty()) {
			this.piece = text;
		}
		else {
			if (this.pieces == null) {
				this.pieces = new StringBuilder(this.piece);
			}
			this.pieces.append(text);
		}
		this.unclean |= unclean;
	}

	void hardBreak() {
		node(AdfNodes.hardBreak());
	}

	void node(ObjectNode node) {
		flush();
		this.nodes.add(node);
	}

	boolean isEmpty() {
		return this.nodes.isEmpty() && this.piece.isEmpty();
	}

	/**
	 * The collected nodes, without breaks and blanks at both ends.
	 * @return the content for a block; empty for a blank one
	 */
	ArrayNode build() {
		flush();
		while (!this.nodes.isEmpty() && isBlank(this.nodes.size() - 1)) {
			this.nodes.remove(this.nodes.size() - 1);
		}
		int blank = 0;
		// The last one is not blank.
		while (blank + 1 < this.nodes.size() && isBlank(blank)) {
			blank++;
		}
		if (blank == 0) {
			return this.nodes;
		}
		ArrayNode rest = AdfNodes.array();
		for (int i = blank; i < this.nodes.size(); i++) {
			rest.add(this.nodes.get(i));
		}
		return rest;
	}

	private boolean isBlank(int index) {
		JsonNode node = this.nodes.get(index);
		String text = InlineText.ofText(node);
		return text.isEmpty() ? AdfNodes.type(node).equals("hardBreak")
				: (text.charAt(0) <= ' ' || text.charAt(0) >= 128) && text.isBlank();
	}

	private void flush() {
		if (!this.piece.isEmpty()) {
			String text = (this.pieces == null) ? this.piece : this.pieces.toString();
			text = this.unclean ? Characters.clean(text) : text;
			if (!text.isEmpty()) {
				this.nodes.add(AdfNodes.text(text, this.marks, this.link));
			}
			this.piece = "";
			this.pieces = null;
			this.unclean = false;
		}
	}

}
