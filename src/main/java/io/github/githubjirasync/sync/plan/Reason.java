package io.github.githubjirasync.sync.plan;

/**
 * Why a field is carried over, or is not.
 */
public enum Reason {

	/** It changed on one side, and the other side gets it. */
	CARRIED("carried over"),
	/** It is as it was when both sides were last in step. */
	UNCHANGED("unchanged"),
	/** Our own account changed it, to what we wrote last. */
	ECHO("our own write"),
	/** The other side shows the same already. */
	IN_STEP("the other side has it already"),
	/** Both sides changed it, and the rule lets the other side win, which is carried. */
	LOST("both sides changed it, and the other one wins"),
	/** Both sides changed it, and the rule lets this side win. */
	WON("both sides changed it, and this one wins"),
	/** Only the other side changed it; the delivery that tells of it carries it. */
	OTHER_SIDE("changed on the other side, whose own delivery carries it"),
	/** The rules of the link don't let it go this way. */
	DIRECTION("not in this direction"),
	/** The Jira issue has a security level. */
	SECURED("the Jira issue has a security level"),
	/** No label on GitHub, or nothing in a map, stands for it, so that it stays. */
	NOTHING_STANDS_FOR_IT("nothing on this side stands for a value"),
	/** The snapshot does not tell it. */
	UNKNOWN("not told"),
	/** No rule says what stands for the value on the other side. */
	UNMAPPED("nothing stands for it on the other side"),
	/** The other side has no such user, so that nobody is changed. */
	NO_SUCH_USER("no such user on the other side");

	private final String words;

	Reason(String words) {
		this.words = words;
	}

	/**
	 * For people.
	 * @return a few words in lower case
	 */
	public String words() {
		return this.words;
	}

}
