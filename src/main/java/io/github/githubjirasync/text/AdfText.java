package io.github.githubjirasync.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The plain text inside of ADF nodes, read without recursion. */
final class AdfText {

	private AdfText() {
	}

	static ArrayNode array(JsonNode node) {
		return JsonNodeFactory.instance.arrayNode().add(node);
	}

	/**
	 * The nodes without children below a node.
	 * @param root any node
	 * @return its inline nodes in order
	 */
	static ArrayNode leaves(JsonNode root) {
		ArrayNode leaves = JsonNodeFactory.instance.arrayNode();
		walk(root, (node) -> {
			if (AdfNodes.content(node).isEmpty()) {
				leaves.add(node);
			}
		});
		return leaves;
	}

	/**
	 * Visits a node and all below it, parents first.
	 * @param root any node
	 * @param visitor sees each node
	 */
	static void walk(JsonNode root, Consumer<JsonNode> visitor) {
		Deque<JsonNode> stack = new ArrayDeque<>();
		stack.push(root);
		while (!stack.isEmpty()) {
			JsonNode node = stack.pop();
			visitor.accept(node);
			JsonNode content = AdfNodes.content(node);
			for (int i = content.size() - 1; i >= 0; i--) {
				stack.push(content.get(i));
			}
		}
	}

	static String plain(JsonNode node) {
		StringBuilder text = new StringBuilder();
		for (JsonNode leaf : leaves(node)) {
			text.append(AdfNodes.type(leaf).equals("hardBreak") ? " " : InlineText.of(leaf));
		}
		return text.toString();
	}

	static String code(JsonNode codeBlock) {
		StringBuilder code = new StringBuilder();
		for (JsonNode text : AdfNodes.content(codeBlock)) {
			code.append(text.path("text").asText(""));
		}
		return Characters.clean(code.toString().replace("\r\n", "\n").replace('\r', '\n'));
	}

}
