package io.github.githubjirasync.text;

import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** The structure of an ADF document in short, with its marks. */
final class Outline {

	private final boolean links;

	private Outline(boolean links) {
		this.links = links;
	}

	static String of(JsonNode document) {
		return new Outline(true).print(document);
	}

	/** For texts in which a bare address gains a link, as inside of HTML. */
	static String withoutLinks(JsonNode document) {
		return new Outline(false).print(document);
	}

	private String print(JsonNode document) {
		StringBuilder out = new StringBuilder();
		add(document, out);
		return out.toString();
	}

	private void add(JsonNode node, StringBuilder out) {
		String type = AdfNodes.type(node);
		if (type.equals("text")) {
			text(node, out);
			return;
		}
		if (AdfNodes.content(node).isEmpty() && (type.equals("paragraph") || type.equals("heading"))) {
			return;
		}
		if (type.equals("taskItem")) {
			boolean done = AdfNodes.attribute(node, "state").equals("DONE");
			out.append(" listItem( paragraph( '").append(done ? Tasks.DONE : Tasks.TODO).append("'");
			AdfNodes.content(node).forEach((child) -> add(child, out));
			out.append("))");
			return;
		}
		out.append(' ').append(type.replace("taskList", "bulletList"));
		if (type.equals("heading")) {
			out.append(AdfNodes.attribute(node, "level"));
		}
		int start = out.length();
		for (JsonNode child : AdfNodes.content(node)) {
			add(child, out);
		}
		if (out.length() > start) {
			out.insert(start, '(').append(')');
		}
	}

	/** Appends text to the text before it, when both have the same marks. */
	private void text(JsonNode node, StringBuilder out) {
		String text = node.path("text").asText().replaceAll("[\\s\u200B\u00A0]+", " ");
		TreeSet<String> marks = new TreeSet<>();
		for (JsonNode mark : node.path("marks")) {
			if (this.links || !AdfNodes.type(mark).equals("link")) {
				marks.add("." + AdfNodes.type(mark));
			}
		}
		if (text.isBlank()) {
			return;
		}
		String end = "'" + String.join("", marks);
		if (out.toString().endsWith(end)) {
			out.setLength(out.length() - end.length());
			out.append(text.replace(" ", "")).append(end);
		}
		else {
			out.append(" '").append(text.replace(" ", "")).append(end);
		}
	}

}
