package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds the nested lists that wiki markup writes as lines with prefixes such as
 * {@code *#}.
 */
final class WikiLists {

	private static final int MAX_DEPTH = 20;

	private final List<Item> roots = new ArrayList<>();

	private @Nullable Item current;

	/**
	 * Whether a line is an item of a list.
	 * @param text the text
	 * @param start where the line starts behind blanks
	 * @param end where it ends
	 * @return true for list markers with a blank behind them
	 */
	static boolean isItem(String text, int start, int end) {
		int i = start;
		while (i < end && isMarker(text.charAt(i))) {
			i++;
		}
		return i > start && i < end && Characters.isSpace(text.charAt(i)) && !text.substring(i, end).isBlank()
				&& (text.charAt(start) != '-' || i == start + 1);
	}

	private static boolean isMarker(char c) {
		return c == '*' || c == '#' || c == '-';
	}

	/**
	 * Starts the item whose markers stand at a place in a text.
	 * @param text the text
	 * @param start the first marker
	 * @return where the item's text starts
	 */
	int item(String text, int start) {
		int end = start;
		while (isMarker(text.charAt(end))) {
			end++;
		}
		int depth = Math.min(end - start, MAX_DEPTH);
		List<Item> siblings = this.roots;
		for (int i = 1; i < depth && !siblings.isEmpty(); i++) {
			siblings = siblings.get(siblings.size() - 1).children;
		}
		Item item = new Item(text.charAt(end - 1) == '#');
		siblings.add(item);
		this.current = item;
		return end + 1;
	}

	/**
	 * Adds a line to the current item.
	 * @param line the line without markers
	 */
	void text(String line) {
		if (this.current == null || line.isBlank()) {
			return;
		}
		Item item = this.current;
		if (item.blocks.isEmpty()) {
			item.text.append(item.text.isEmpty() ? "" : "\n").append(line);
		}
		else {
			item.blocks.add(AdfNodes.paragraph(WikiInlines.convert(line)));
		}
	}

	/**
	 * Where the blocks behind the text of the current item are collected.
	 * @return a list to add to
	 */
	List<ObjectNode> blocks() {
		return (this.current != null) ? this.current.blocks : new ArrayList<>();
	}

	List<ObjectNode> build() {
		return build(this.roots);
	}

	private static List<ObjectNode> build(List<Item> items) {
		List<ObjectNode> blocks = new ArrayList<>();
		ListBuilder builder = null;
		boolean ordered = false;
		for (Item item : items) {
			if (builder == null || ordered != item.ordered) {
				if (builder != null) {
					blocks.addAll(builder.build());
				}
				ordered = item.ordered;
				builder = new ListBuilder(ordered, 1);
			}
			List<ObjectNode> content = new ArrayList<>();
			if (!item.text.isEmpty()) {
				ArrayNode inlines = WikiInlines.convert(checkBox(item.text.toString().strip()));
				content.add(AdfNodes.paragraph(inlines));
			}
			content.addAll(item.blocks);
			content.addAll(build(item.children));
			builder.item(content);
		}
		if (builder != null) {
			blocks.addAll(builder.build());
		}
		return blocks;
	}

	private static String checkBox(String text) {
		return Tasks.isTask(text) ? Tasks.symbol(Tasks.isDone(text)) + text.substring(4) : text;
	}

	/** An item with what stands below it. */
	private static final class Item {

		private final boolean ordered;

		private final StringBuilder text = new StringBuilder();

		private final List<ObjectNode> blocks = new ArrayList<>();

		private final List<Item> children = new ArrayList<>();

		Item(boolean ordered) {
			this.ordered = ordered;
		}

	}

}
