package io.github.githubjirasync.ops.desk;

/**
 * An operator asked for something that cannot be done. The message is for the operator.
 */
public final class DeskException extends RuntimeException {

	private final Reason reason;

	private DeskException(Reason reason, String message) {
		super(message, null, false, false);
		this.reason = reason;
	}

	/**
	 * There is no such thing.
	 * @param message what there is not
	 * @return the exception
	 */
	public static DeskException notFound(String message) {
		return new DeskException(Reason.NOT_FOUND, message);
	}

	/**
	 * What was asked for makes no sense.
	 * @param message why
	 * @return the exception
	 */
	public static DeskException invalid(String message) {
		return new DeskException(Reason.INVALID, message);
	}

	/**
	 * It cannot be done as things are.
	 * @param message why
	 * @return the exception
	 */
	public static DeskException conflict(String message) {
		return new DeskException(Reason.CONFLICT, message);
	}

	/**
	 * Why it cannot be done.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/** Why something cannot be done. */
	public enum Reason {

		/** There is no such thing. */
		NOT_FOUND,
		/** What was asked for makes no sense. */
		INVALID,
		/** It cannot be done as things are. */
		CONFLICT

	}

}
