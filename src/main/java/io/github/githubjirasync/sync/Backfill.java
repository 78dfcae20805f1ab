package io.github.githubjirasync.sync;

import java.util.Optional;

/**
 * Brings over what is in a link's repository and project and was not synced: issues from
 * before the link's time, and changes whose deliveries were lost. Both sides are walked
 * through, oldest issue first, and a job of the lowest priority is enqueued for each
 * issue that has no twin or is not in step with it. Goes on in the background, on the
 * instance that was asked, one run a link; all instances show how it goes. Safe for use
 * by many threads.
 */
public interface Backfill {

	/**
	 * Begins, or goes on where the last run was cancelled, interrupted or failed.
	 * @param link the name of the link
	 * @return how it goes
	 * @throws IllegalArgumentException if there is no such link, or it names neither
	 * repository nor project
	 * @throws IllegalStateException if it runs already
	 */
	BackfillProgress start(String link);

	/**
	 * Ends a run within some seconds, wherever it runs. What is enqueued stays so.
	 * @param link the name of the link
	 * @return how it goes
	 * @throws IllegalStateException if none runs
	 */
	BackfillProgress cancel(String link);

	/**
	 * How the last run went, or goes.
	 * @param link the name of the link
	 * @return the progress, or empty if there was none
	 */
	Optional<BackfillProgress> progress(String link);

}
