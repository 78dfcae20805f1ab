package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.JsonNode;

/** The structure of an ADF document in short, with its marks. */
final class Outline {

	private Outline() {
	}

	static String of(JsonNode document) {
		StringBuilder out = new StringBuilder();
		add(document, out);
		return out.toString();
	}

	private static void add(JsonNode node, StringBuilder out) {
		String type = AdfNodes.type(node);
		if (type.equals("text")) {
			StringBuilder marks = new StringBuilder();
			for (JsonNode mark : node.path("marks")) {
				marks.append('.').append(AdfNodes.type(mark));
			}
			out.append("'")
				.append(node.path("text").asText().strip().replaceAll("\\s+", " "))
				.append("'")
				.append(marks);
			return;
		}
		if (type.equals("paragraph") && AdfNodes.content(node).isEmpty()) {
			return;
		}
		out.append(type);
		if (type.equals("heading")) {
			out.append(AdfNodes.attribute(node, "level"));
		}
		if (!AdfNodes.content(node).isEmpty()) {
			out.append('(');
			for (JsonNode child : AdfNodes.content(node)) {
				add(child, out);
				out.append(' ');
			}
			out.append(')');
		}
	}

}
