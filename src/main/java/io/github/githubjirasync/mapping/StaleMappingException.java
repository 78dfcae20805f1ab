package io.github.githubjirasync.mapping;

/**
 * A mapping was stored by somebody else since it was read; read it again and decide anew.
 */
public final class StaleMappingException extends RuntimeException {

	public StaleMappingException(String message) {
		super(message);
	}

}
