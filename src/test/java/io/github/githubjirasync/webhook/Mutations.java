package io.github.githubjirasync.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Breaks JSON bodies at random: bytes, or fields that the readers look at.
 */
final class Mutations {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private Mutations() {
	}

	static byte[] mutate(byte[] body, Random random) {
		return switch (random.nextInt(8)) {
			case 0 -> Arrays.copyOf(body, random.nextInt(body.length));
			case 1 -> flipped(body, random);
			default -> changed(body, random);
		};
	}

	private static byte[] flipped(byte[] body, Random random) {
		byte[] flipped = body.clone();
		for (int i = 0; i < 3; i++) {
			flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
		}
		return flipped;
	}

	private static byte[] changed(byte[] body, Random random) {
		try {
			JsonNode root = MAPPER.readTree(body);
			List<ObjectNode> objects = new ArrayList<>();
			collect(root, 0, objects);
			for (int i = 0; i < 1 + random.nextInt(3); i++) {
				ObjectNode object = objects.get(random.nextInt(objects.size()));
				List<String> names = new ArrayList<>();
				object.fieldNames().forEachRemaining(names::add);
				if (!names.isEmpty()) {
					change(object, names.get(random.nextInt(names.size())), random);
				}
			}
			return MAPPER.writeValueAsBytes(root);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The outer objects only, since nearly all inner ones are not looked at. */
	private static void collect(JsonNode node, int depth, List<ObjectNode> objects) {
		if (node instanceof ObjectNode object) {
			objects.add(object);
		}
		if (depth < 3) {
			node.forEach((child) -> collect(child, depth + 1, objects));
		}
	}

	private static void change(ObjectNode object, String name, Random random) {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		switch (random.nextInt(10)) {
			case 0 -> object.remove(name);
			case 1 -> object.putNull(name);
			case 2 -> object.put(name, "");
			case 3 -> object.put(name, "\u0000\uD83C\uDF89 not what you think ".repeat(50));
			case 4 -> object.put(name, -1L);
			case 5 -> object.put(name, Long.MAX_VALUE);
			case 6 -> object.put(name, 1e300);
			case 7 -> object.put(name, random.nextBoolean());
			case 8 -> object.set(name, nodes.objectNode().set("name", nodes.arrayNode()));
			default -> object.set(name, ((ArrayNode) nodes.arrayNode().addNull()).add(7));
		}
	}

}
