package io.github.githubjirasync.ops.history;

import java.util.List;
import java.util.Map;

/**
 * Keeps the rows of all instances for a day. A row may be lost; nothing but a chart
 * depends on it.
 */
public interface HistoryStore {

	/**
	 * Keeps the row of an instance, in place of one that it gave for the same minute.
	 * @param minute minutes since 1970
	 * @param instance the name of the instance
	 * @param row the row
	 */
	void put(long minute, String instance, MinuteRow row);

	/**
	 * The rows of a time.
	 * @param from the first minute
	 * @param to the last minute
	 * @return the rows of all instances, by minute; minutes without any are left out
	 */
	Map<Long, List<MinuteRow>> read(long from, long to);

}
