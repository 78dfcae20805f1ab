package io.github.githubjirasync.sync.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;

/**
 * What has to be done so that both sides are in step: calls in their order, or none, and
 * for each field the reason.
 *
 * @param steps the calls
 * @param inStep the fields that are in step before any call, with their values
 * @param results each field
 * @param readGitHub whether more may follow once GitHub's side is read
 */
public record Plan(List<Step> steps, Map<String, FieldState> inStep, List<FieldResult> results, boolean readGitHub) {

	public Plan {
		steps = List.copyOf(steps);
		inStep = Map.copyOf(inStep);
		results = List.copyOf(results);
	}

	/**
	 * Whether there is nothing to write.
	 * @return whether there is no call
	 */
	public boolean isEmpty() {
		return this.steps.isEmpty();
	}

	/**
	 * Whether a side is written.
	 * @param side the side
	 * @return whether a call goes there
	 */
	public boolean writes(Origin side) {
		return this.steps.stream().anyMatch((step) -> step.call().side() == side);
	}

	/**
	 * The fields that are in step once all of it is done.
	 * @return each field by name
	 */
	public Map<String, FieldState> after() {
		Map<String, FieldState> after = new HashMap<>(this.inStep);
		this.steps.forEach((step) -> after.putAll(step.then()));
		return after;
	}

	/**
	 * The names of the fields that are written.
	 * @return for example {@code title, labels}; empty if there are none
	 */
	public String summary() {
		return this.results.stream()
			.filter((result) -> result.to() != null)
			.map(FieldResult::field)
			.distinct()
			.collect(Collectors.joining(", "));
	}

	/**
	 * What became of one field.
	 * @param field its name
	 * @return its result
	 */
	public FieldResult result(String field) {
		return this.results.stream()
			.filter((result) -> result.field().equals(field))
			.findFirst()
			.orElseThrow(
					() -> new IllegalArgumentException("The plan says nothing about " + Objects.requireNonNull(field)));
	}

}
