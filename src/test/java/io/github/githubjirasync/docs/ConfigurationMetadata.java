package io.github.githubjirasync.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration metadata of all libraries on the class path, and of this
 * project, says about each key.
 *
 * @param keys each key by name
 */
record ConfigurationMetadata(Map<String, Key> keys) {

	/**
	 * One key.
	 *
	 * @param name its name
	 * @param type its Java type
	 * @param defaultValue its default as text, or {@code null}
	 * @param description what it means
	 */
	record Key(String name, String type, @Nullable String defaultValue, String description) {

		Key describedAs(String text) {
			return text.isEmpty() ? this : new Key(this.name, this.type, this.defaultValue, text);
		}

	}

	static ConfigurationMetadata read() {
		Map<String, Key> keys = new TreeMap<>();
		ObjectMapper mapper = new ObjectMapper();
		try {
			for (URL file : Collections.list(ConfigurationMetadata.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				for (JsonNode property : mapper.readTree(file).path("properties")) {
					JsonNode value = property.path("defaultValue");
					Key key = new Key(property.path("name").asText(), property.path("type").asText(),
							value.isMissingNode() ? null : value.isValueNode() ? value.asText() : value.toString(),
							JavadocOf.markdown(property.path("description").asText("")));
					keys.put(key.name(), key);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new ConfigurationMetadata(keys);
	}

	Key key(String name) {
		Key key = this.keys.get(name);
		if (key == null) {
			throw new AssertionError("No configuration key " + name);
		}
		return key;
	}

}
