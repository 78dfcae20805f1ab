package io.github.githubjirasync.ratelimit;

import java.util.List;

/**
 * What may still be spent on an account, such as an installation or a site, by all
 * instances together. Safe for use by many threads.
 */
public interface Budgets {

	/**
	 * Draws on several budgets of an account: on all of them, or on none.
	 * @param account whose budgets they are
	 * @param draws what is drawn, and what must not be in the way
	 * @return whether it was granted, and else how long to wait
	 */
	Drawn draw(String account, List<Draw> draws);

	/**
	 * Tells what an answer said, and what is free again. Returns at once; what is lost on
	 * the way makes the budgets too careful for a while, not too generous.
	 * @param account whose budgets they are
	 * @param notices what is to be told
	 */
	void tell(String account, List<Notice> notices);

}
