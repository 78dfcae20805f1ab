package io.github.githubjirasync.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the simulated Jira is set up: screens, what transitions require, who may do what.
 * Safe for use by many threads.
 */
public final class JiraRules {

	private final Set<String> offScreen = ConcurrentHashMap.newKeySet();

	private final Map<String, String> required = new ConcurrentHashMap<>();

	private final Set<String> denied = ConcurrentHashMap.newKeySet();

	private final Set<String> unassignable = ConcurrentHashMap.newKeySet();

	JiraRules() {
	}

	/**
	 * Takes a field off all screens, so that the API refuses to set it.
	 * @param field its id, such as {@code priority}
	 */
	public void offScreen(String field) {
		this.offScreen.add(field);
	}

	/**
	 * Makes the transition to a status require a field.
	 * @param status the name of the status
	 * @param field the id of the field, such as {@code resolution}
	 */
	public void require(String status, String field) {
		this.required.put(status, field);
	}

	/**
	 * Takes a permission from the service.
	 * @param permission its key, such as {@code CREATE_ISSUES}, or {@code ADMINISTER}
	 */
	public void deny(String permission) {
		this.denied.add(permission);
	}

	/**
	 * Makes a user one that issues cannot be assigned to.
	 * @param name such as {@code alice}
	 */
	public void unassignable(String name) {
		this.unassignable.add(name);
	}

	void clear() {
		this.offScreen.clear();
		this.required.clear();
		this.denied.clear();
		this.unassignable.clear();
	}

	boolean isOffScreen(String field) {
		return this.offScreen.contains(field);
	}

	boolean isAllowed(String permission) {
		return !this.denied.contains(permission);
	}

	boolean isAssignable(String name) {
		return !this.unassignable.contains(name);
	}

	/** The fields of the screen of the transition to a status. */
	ObjectNode screen(JiraCatalog.Status to) {
		String field = this.required.get(to.label);
		if (field == null) {
			return Json.object();
		}
		ObjectNode shown = Json.object("required", true, "name",
				field.substring(0, 1).toUpperCase() + field.substring(1), "key", field, "hasDefaultValue", false,
				"operations", List.of("set"), "schema", Json.object("type", field, "system", field));
		if (field.equals("resolution")) {
			shown.set("allowedValues", Json.array(JiraCatalog.RESOLUTIONS,
					(resolution) -> Json.object("id", resolution.id(), "name", resolution.name())));
		}
		return Json.object(field, shown);
	}

	void checkScreen(JiraCatalog.Status to, JsonNode fields) {
		String field = this.required.get(to.label);
		if (field != null && !fields.hasNonNull(field)) {
			throw JiraErrors.invalid(Map.of(field, field + " is required."));
		}
	}

}
