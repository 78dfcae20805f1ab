package io.github.githubjirasync.text;

import java.util.Objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Collects the inline nodes of one ADF block, joining text that carries equal marks. */
final class InlineBuilder {

	private final ArrayNode nodes = AdfNodes.array();

	/** The text that is not a node yet, while it is of one piece. */
	private String piece = "";

	private final StringBuilder pieces = new StringBuilder();

	private int marks;

	private @Nullable Link link;

	void text(String text, int marks, @Nullable Link link) {
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
			this.pieces.append(this.pieces.isEmpty() ? this.piece : "").append(text);
		}
	}

	void hardBreak() {
		node(AdfNodes.node("hardBreak"));
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
		while (blank < this.nodes.size() && isBlank(blank)) {
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
		String type = AdfNodes.type(this.nodes.get(index));
		return type.equals("hardBreak")
				|| (type.equals("text") && this.nodes.get(index).get("text").asText().isBlank());
	}

	private void flush() {
		if (!this.piece.isEmpty()) {
			String text = Characters.clean(this.pieces.isEmpty() ? this.piece : this.pieces.toString());
			if (!text.isEmpty()) {
				this.nodes.add(AdfNodes.text(text, this.marks, this.link));
			}
			this.piece = "";
			this.pieces.setLength(0);
		}
	}

}
