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

	private static final Set<String> OPERATOR_KINDS = Set.of("ServiceMonitor", "PrometheusRule");

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
	 * Kinds of the Prometheus operator have none there.
	 * @throws IllegalArgumentException if it does not fit
	 */
	void validate() throws ReflectiveOperationException {
		if (OPERATOR_KINDS.contains(kind())) {
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

}
