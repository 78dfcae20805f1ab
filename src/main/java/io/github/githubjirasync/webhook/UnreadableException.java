package io.github.githubjirasync.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A verified body cannot be understood. Its message names what is wrong, for an operator.
 */
final class UnreadableException extends RuntimeException {

	UnreadableException(String message) {
		super(message);
	}

	/**
	 * Insists on a field.
	 * @param <T> its type
	 * @param value its value
	 * @param name its name in the payload
	 * @return its value
	 * @throws UnreadableException if the field is missing or null
	 */
	static <T> T required(@Nullable T value, String name) {
		if (value == null) {
			throw new UnreadableException("The field '" + name + "' is missing");
		}
		return value;
	}

}
