package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.commonmark.node.BulletList;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Turns Markdown lists into ADF. A list of nothing but one-paragraph tasks becomes a task
 * list; a task anywhere else keeps its check box as a symbol in the text.
 */
final class MarkdownLists {

	private final MarkdownToAdf blocks;

	private final ConversionContext context;

	private int tasks;

	MarkdownLists(MarkdownToAdf blocks, ConversionContext context) {
		this.blocks = blocks;
		this.context = context;
	}

	void add(ListBlock list, List<ObjectNode> out) {
		if (isTaskList(list)) {
			out.add(taskList(list));
			return;
		}
		ListBuilder builder = (list instanceof OrderedList ordered)
				? new ListBuilder(true, (ordered.getMarkerStartNumber() != null) ? ordered.getMarkerStartNumber() : 1)
				: new ListBuilder(false, 1);
		for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
			Text box = box(item);
			if (box != null) {
				String text = box.getLiteral();
				box.setLiteral(Tasks.symbol(Tasks.isDone(text)) + text.substring(4));
			}
			builder.item(this.blocks.blocks(item.getFirstChild(), null));
		}
		out.addAll(builder.build());
	}

	private static boolean isTaskList(Node list) {
		if (!(list instanceof BulletList)) {
			return false;
		}
		for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
			if (box(item) == null) {
				return false;
			}
			for (Node rest = item.getFirstChild().getNext(); rest != null; rest = rest.getNext()) {
				if (!isTaskList(rest)) {
					return false;
				}
			}
		}
		return true;
	}

	private ObjectNode taskList(Node list) {
		String id = nextId();
		List<ObjectNode> items = new ArrayList<>();
		for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
			Node paragraph = item.getFirstChild();
			Text box = box(item);
			String text = (box != null) ? box.getLiteral() : "";
			if (box != null) {
				box.setLiteral(text.substring(4));
			}
			ObjectNode task = AdfNodes.node("taskItem");
			task.putObject("attrs").put("localId", nextId()).put("state", Tasks.isDone(text) ? "DONE" : "TODO");
			task.set("content", MarkdownInlines.convert(paragraph, this.context));
			items.add(task);
			for (Node rest = paragraph.getNext(); rest != null; rest = rest.getNext()) {
				items.add(taskList(rest));
			}
		}
		return AdfNodes.node("taskList", "localId", id, items);
	}

	private String nextId() {
		return "task-" + this.tasks++;
	}

	private static @Nullable Text box(Node item) {
		return (item.getFirstChild() instanceof Paragraph paragraph && paragraph.getFirstChild() instanceof Text text
				&& Tasks.isTask(text.getLiteral())) ? text : null;
	}

}
