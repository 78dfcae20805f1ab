package io.github.githubjirasync.sync;

import java.util.Optional;

/**
 * Keeps how backfills go, for all instances. Every method throws
 * {@link org.springframework.dao.DataAccessException} when the store is away.
 */
public interface BackfillStore {

	/**
	 * How the last run of a link went, or goes.
	 * @param link the name of the link
	 * @return the progress, or empty if there was none
	 */
	Optional<BackfillProgress> find(String link);

	/**
	 * Keeps how a run goes.
	 * @param progress the progress
	 */
	void save(BackfillProgress progress);

	/**
	 * Takes the right to run the backfill of a link, or keeps it for another minute.
	 * @param link the name of the link
	 * @param owner who wants it
	 * @return {@code false} if another has it
	 */
	boolean hold(String link, String owner);

	/**
	 * Whether somebody has the right to run the backfill of a link.
	 * @param link the name of the link
	 * @return whether it runs
	 */
	boolean held(String link);

	/**
	 * Gives the right back, if it is not another's by now.
	 * @param link the name of the link
	 * @param owner who had it
	 */
	void release(String link, String owner);

	/**
	 * Asks whoever runs the backfill of a link to end it, or takes that back.
	 * @param link the name of the link
	 * @param wanted whether it shall end
	 */
	void cancel(String link, boolean wanted);

	/**
	 * Whether the backfill of a link shall end.
	 * @param link the name of the link
	 * @return whether it was asked to
	 */
	boolean cancelled(String link);

}
