package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Short ways to write and read JSON trees.
 */
final class Json {

	static final ObjectMapper MAPPER = new ObjectMapper();

	private Json() {
	}

	/**
	 * An object.
	 * @param keysAndValues keys and values in turn; a value is {@code null}, a tree, or
	 * what Jackson can turn into one
	 * @return the object, its fields in this order
	 */
	static ObjectNode object(@Nullable Object... keysAndValues) {
		ObjectNode object = MAPPER.createObjectNode();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			object.set((String) keysAndValues[i], node(keysAndValues[i + 1]));
		}
		return object;
	}

	static ArrayNode array(Collection<?> values) {
		ArrayNode array = MAPPER.createArrayNode();
		values.forEach((value) -> array.add(node(value)));
		return array;
	}

	static <T> ArrayNode array(Collection<T> values, Function<T, ? extends JsonNode> shape) {
		ArrayNode array = MAPPER.createArrayNode();
		values.forEach((value) -> array.add(shape.apply(value)));
		return array;
	}

	static JsonNode node(@Nullable Object value) {
		return (value instanceof JsonNode tree) ? tree : MAPPER.valueToTree(value);
	}

	/**
	 * Reads a tree.
	 * @param json the bytes; none are read as an empty object
	 * @return the tree
	 * @throws JsonProcessingException if they are not JSON
	 */
	static JsonNode parse(byte[] json) throws JsonProcessingException {
		try {
			return (json.length > 0) ? MAPPER.readTree(json) : MAPPER.createObjectNode();
		}
		catch (JsonProcessingException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static byte[] bytes(JsonNode tree) {
		return tree.toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A text field.
	 * @param object where to look
	 * @param field its name
	 * @return its text, or {@code null} where it is missing or null
	 */
	static @Nullable String text(JsonNode object, String field) {
		return object.hasNonNull(field) ? object.get(field).asText() : null;
	}

	static String text(JsonNode object, String field, String otherwise) {
		String text = text(object, field);
		return (text != null) ? text : otherwise;
	}

}
