package io.github.githubjirasync.faults;

/**
 * A fault that is injected under load.
 */
interface Fault {

	/**
	 * Its name on the command line.
	 * @return a word
	 */
	String name();

	/**
	 * Injects it as often as it was told to, and judges. Each run has a {@link Stage} of
	 * its own.
	 * @return the figures and the bars missed
	 */
	Verdict run();

	/**
	 * Whether it may be injected while others are on their own stages: it waits more than
	 * it works, and its bars leave room.
	 * @return whether it may
	 */
	default boolean besideOthers() {
		return false;
	}

}
