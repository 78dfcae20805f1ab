package io.github.githubjirasync.sync.plan;

import java.util.Map;

import io.github.githubjirasync.mapping.FieldState;

/**
 * A call and what is in step once it is made.
 *
 * @param call the call
 * @param then the fields that are in step then
 * @param asIs the same fields as both sides show them now, which is what is noted of a
 * field that has to be left out
 */
public record Step(Call call, Map<String, FieldState> then, Map<String, FieldState> asIs) {

	public Step {
		then = Map.copyOf(then);
		asIs = Map.copyOf(asIs);
	}

}
