package io.github.githubjirasync.sync.plan;

import java.util.Map;

import io.github.githubjirasync.mapping.FieldState;

/**
 * A call and what is in step once it is made.
 *
 * @param call the call
 * @param then the fields that are in step then
 */
public record Step(Call call, Map<String, FieldState> then) {

	public Step {
		then = Map.copyOf(then);
	}

}
