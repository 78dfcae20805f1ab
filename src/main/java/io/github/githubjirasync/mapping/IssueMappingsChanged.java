package io.github.githubjirasync.mapping;

import java.util.List;

/**
 * Several mappings were claimed or stored at once. Published as an application event
 * within the transaction that does it, in place of an {@link IssueMappingChanged} for
 * each; act on it after the commit only.
 *
 * @param changes the changes, one for each mapping
 */
public record IssueMappingsChanged(List<IssueMappingChanged> changes) {

	public IssueMappingsChanged {
		changes = List.copyOf(changes);
	}

}
