package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What operators did. An entry is written before the thing is done, so that nothing is
 * done of which there is no trace; it is never changed. Safe for use by many threads.
 */
public interface AuditLog {

	/**
	 * Takes down what somebody is about to do.
	 * @param who the name that they logged in with
	 * @param action what, such as {@code replay}
	 * @param subject to what, such as {@code job:0-1f…}
	 * @param detail what else there is to say
	 */
	void record(String who, String action, String subject, Map<String, ?> detail);

	/**
	 * Entries, newest first.
	 * @param query which
	 * @param after the cursor of the part before, or {@code null} to begin
	 * @param limit the most entries, 1 to 200
	 * @return the entries
	 */
	Slice<Entry> list(Query query, @Nullable String after, int limit);

	/**
	 * Which entries are listed: those for which everything holds that is not
	 * {@code null}.
	 *
	 * @param who who did it
	 * @param action what
	 * @param subject to what
	 * @param from the earliest time
	 * @param to the time before which it was
	 */
	record Query(@Nullable String who, @Nullable String action, @Nullable String subject, @Nullable Instant from,
			@Nullable Instant to) {

		/** All entries. */
		public static final Query ALL = new Query(null, null, null, null, null);

		/**
		 * All that was done to something.
		 * @param subject to what
		 * @return the query
		 */
		public static Query of(String subject) {
			return new Query(null, null, subject, null, null);
		}

	}

	/**
	 * An entry.
	 *
	 * @param id its number
	 * @param at when it was written, by the database's clock
	 * @param who who did it
	 * @param action what
	 * @param subject to what
	 * @param detail what else there is to say
	 */
	record Entry(long id, Instant at, String who, String action, String subject, Map<String, Object> detail) {
	}

}
