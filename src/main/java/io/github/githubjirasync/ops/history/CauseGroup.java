package io.github.githubjirasync.ops.history;

import java.util.Locale;

/**
 * Why attempts fail, in a few words that can be counted. The group is read off the text
 * of the cause, which is what is kept with a job.
 */
public enum CauseGroup {

	/** An upstream said no: 400, 409, 422 and the like. */
	REJECTED("Rejected by the upstream"),
	/** What was to be changed is gone, or hidden from us. */
	NOT_FOUND("Not found"),
	/** The credentials were refused, or do not suffice. */
	UNAUTHORISED("Not authorised"),
	/** An upstream failed: 5xx, a timeout, a broken connection. */
	FAILED("Upstream failed"),
	/** A delivery could not be read, or a job could not be understood. */
	UNREADABLE("Unreadable"),
	/** A job that ended its worker several times. */
	POISON("Crashed its worker"),
	/** A fault of the service. */
	UNEXPECTED("Unexpected error"),
	/** All else. */
	OTHER("Other");

	private final String label;

	CauseGroup(String label) {
		this.label = label;
	}

	/**
	 * The group as people read it.
	 * @return a few words
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The group of a cause.
	 * @param cause the cause of a failed attempt
	 * @return the group
	 */
	public static CauseGroup of(String cause) {
		String text = cause.toLowerCase(Locale.ROOT);
		if (text.startsWith("poison:")) {
			return POISON;
		}
		if (text.startsWith("unexpected:")) {
			return UNEXPECTED;
		}
		if (text.contains("not authorised") || text.contains("no credentials")) {
			return UNAUTHORISED;
		}
		if (text.contains("not found (") || text.contains("(404") || text.contains("(410")) {
			return NOT_FOUND;
		}
		if (text.contains("cannot be read") || text.contains("the job has the form") || text.contains("cannot be run")
				|| text.contains("is not configured")) {
			return UNREADABLE;
		}
		if (text.contains("rejected") || text.contains("has no transition")) {
			return REJECTED;
		}
		return text.contains("failed (") ? FAILED : OTHER;
	}

}
