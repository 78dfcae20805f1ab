package io.github.githubjirasync.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A mapping was claimed, stored or removed. Published as an application event within the
 * transaction that does it; act on it after the commit only.
 *
 * @param before the mapping as it was, or {@code null} if it was claimed
 * @param after the mapping as it is, or {@code null} if it was removed
 */
public record IssueMappingChanged(@Nullable IssueMapping before, @Nullable IssueMapping after) {

	public IssueMappingChanged {
		if (before == null && after == null) {
			throw new IllegalArgumentException("A change has a mapping before it or after it");
		}
	}

}
