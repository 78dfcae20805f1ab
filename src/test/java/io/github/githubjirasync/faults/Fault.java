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
	 * Injects it as often as it was told to, and judges.
	 * @return the figures and the bars missed
	 */
	Verdict run();

}
