package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Builds one bullet or ordered list, item by item. A block that no list item can hold
 * ends the list, stands alone, and the numbering goes on after it.
 */
final class ListBuilder {

	private final List<ObjectNode> blocks = new ArrayList<>();

	private final boolean ordered;

	private int number;

	private boolean open;

	ListBuilder(boolean ordered, int start) {
		this.ordered = ordered;
		this.number = start;
	}

	void item(List<ObjectNode> content) {
		ObjectNode item = AdfNodes.node("listItem");
		ArrayNode children = AdfNodes.array();
		item.set("content", children);
		boolean inItem = true;
		for (ObjectNode block : Container.LIST_ITEM.fit(content)) {
			if (!Container.LIST_ITEM.allows(block)) {
				if (inItem) {
					add(item, children);
				}
				inItem = false;
				this.open = false;
			}
			if (!inItem) {
				this.blocks.add(block);
				continue;
			}
			if (children.isEmpty() && AdfNodes.isList(AdfNodes.type(block))) {
				children.add(AdfNodes.node("paragraph"));
			}
			children.add(block);
		}
		if (inItem) {
			add(item, children);
		}
	}

	private void add(ObjectNode item, ArrayNode children) {
		if (children.isEmpty()) {
			children.add(AdfNodes.node("paragraph"));
		}
		if (!this.open) {
			this.blocks.add(AdfNodes.list(this.ordered, this.number, AdfNodes.array()));
			this.open = true;
		}
		this.blocks.get(this.blocks.size() - 1).withArray("content").add(item);
		this.number++;
	}

	/**
	 * The list.
	 * @return the list, or its parts with the blocks between them
	 */
	List<ObjectNode> build() {
		return this.blocks;
	}

}
