package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.plan.Step;

/**
 * The fields of a plan that could not be written, which holds back nothing else, each
 * with the reason.
 */
final class LeftOut {

	private final Map<String, String> reasons = new LinkedHashMap<>();

	void add(String field, String reason) {
		this.reasons.putIfAbsent(field, reason);
	}

	boolean has(String field) {
		return this.reasons.containsKey(field);
	}

	/**
	 * What is in step after a step.
	 * @param fields what was in step before it
	 * @param step the step
	 * @return the same with its fields; those that were left out as they are
	 */
	Map<String, FieldState> note(Map<String, FieldState> fields, Step step) {
		Map<String, FieldState> noted = new HashMap<>(fields);
		noted.putAll(step.then());
		step.asIs().forEach((field, state) -> {
			if (has(field)) {
				noted.put(field, state);
			}
		});
		return noted;
	}

	/** For people: empty, or what an outcome ends with. */
	String describe() {
		return this.reasons.isEmpty() ? ""
				: this.reasons.entrySet()
					.stream()
					.map((field) -> field.getKey() + " (" + field.getValue() + ")")
					.collect(Collectors.joining(", ", "; left out: ", ""));
	}

}
