package io.github.githubjirasync.mapping;

/**
 * The twin is already mapped: a side that was to be stored belongs to another mapping.
 * Reading again does not help; one of the two mappings is wrong.
 */
public final class MappingConflictException extends RuntimeException {

	public MappingConflictException(String message, Throwable cause) {
		super(message, cause);
	}

}
