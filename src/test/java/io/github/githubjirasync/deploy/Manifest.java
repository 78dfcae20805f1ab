package io.github.githubjirasync.deploy;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.JsonElement;

/**
 * A rendered Kubernetes manifest.
 *
 * @param content its content
 */
record Manifest(Map<String, Object> content) {

	/**
	 * What we use of the kinds of the Prometheus operator, of which there are no types.
	 */
	private static final Map<String, Set<String>> OPERATOR_FIELDS = Map.of("ServiceMonitor",
			Set.of("selector", "matchLabels", "endpoints", "port", "path", "interval"), "PrometheusRule",
			Set.of("groups", "name", "rules", "alert", "expr", "for", "labels", "annotations"));

	/** Maps whose keys are free. */
	private static final Set<String> FREE = Set.of("matchLabels", "labels", "annotations");

	String kind() {
		return Objects.toString(this.content.get("kind"));
	}

	String name() {
		return Objects.toString(at("metadata", "name"));
	}

	/**
	 * A part of it.
	 * @param path keys, and indexes of lists
	 * @return the part
	 */
	Object at(Object... path) {
		Object here = this.content;
		for (Object step : path) {
			here = (here instanceof List<?> list) ? list.get((Integer) step) : ((Map<?, ?>) here).get(step);
			Objects.requireNonNull(here, () -> kind() + " has no " + List.of(path));
		}
		return here;
	}

	/**
	 * Checks it against Kubernetes' own types, which know no other fields than theirs.
	 * Kinds of the Prometheus operator have none there; they may use the fields that we
	 * know.
	 * @throws IllegalArgumentException if it does not fit
	 */
	void validate() throws ReflectiveOperationException {
		Set<String> fields = OPERATOR_FIELDS.get(kind());
		if (fields != null) {
			checkFields(at("spec"), fields);
			return;
		}
		String version = Objects.toString(this.content.get("apiVersion"));
		String type = version.substring(version.indexOf('/') + 1).toUpperCase(java.util.Locale.ROOT) + kind();
		Class<?> model = Class.forName("io.kubernetes.client.openapi.models." + type);
		try {
			model.getMethod("validateJsonElement", JsonElement.class).invoke(null, new Gson().toJsonTree(this.content));
		}
		catch (InvocationTargetException ex) {
			Throwable cause = ex.getTargetException();
			throw new IllegalArgumentException(kind() + " " + name() + ": " + cause.getMessage(), cause);
		}
	}

	private void checkFields(Object node, Set<String> fields) {
		if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (!fields.contains(key)) {
					throw new IllegalArgumentException(kind() + " " + name() + ": unknown field " + key);
				}
				if (!FREE.contains(key)) {
					checkFields(value, fields);
				}
			});
		}
		else if (node instanceof List<?> list) {
			list.forEach((value) -> checkFields(value, fields));
		}
	}

}
