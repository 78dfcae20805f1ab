package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/**
 * A place in a list of jobs: those are in the order of their scores, and of their ids
 * where these are equal.
 *
 * @param score the score
 * @param id the job's id, or empty for a place before all jobs of that score
 */
record Position(long score, String id) {

	static final Comparator<Position> ORDER = Comparator.comparingLong(Position::score).thenComparing(Position::id);

	/** As it is given to callers, who only give it back. */
	String cursor() {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((this.score + " " + this.id).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a cursor.
	 * @throws IllegalArgumentException if it is none
	 */
	static Position ofCursor(String cursor) {
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			int space = text.indexOf(' ');
			if (space > 0 && text.length() <= 60) {
				return new Position(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below, without what somebody wrote.
		}
		throw new IllegalArgumentException("The cursor is none; take it from 'next' of the page before");
	}

}
