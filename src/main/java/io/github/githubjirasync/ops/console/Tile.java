package io.github.githubjirasync.ops.console;

import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.queue.QueueCounts;
import org.jspecify.annotations.Nullable;

/**
 * A figure of the overview.
 *
 * @param id a word for it
 * @param name its name
 * @param icon its icon
 * @param value the figure
 * @param note a few words about it
 * @param style {@code is-bad}, {@code is-warn} or nothing
 * @param href where it leads
 */
public record Tile(String id, String name, String icon, String value, String note, String style, String href) {

	private static final int MANY_WAITING = 1_000;

	private static final int MANY_ACTIVE = 100;

	private static final int OLD_SECONDS = 300;

	private static final String UNKNOWN = "–";

	/**
	 * The tiles of a queue. They stand out from where the alerts do.
	 * @param counts the counts, or {@code null} while they are not known
	 * @param formats how numbers are written
	 * @return the tiles
	 */
	static List<Tile> of(@Nullable QueueCounts counts, Formats formats) {
		List<Tile> tiles = new ArrayList<>();
		QueueCounts known = (counts != null) ? counts : QueueCounts.NONE;
		long oldest = known.oldestWaiting().toSeconds();
		tiles.add(new Tile("waiting", "Waiting", "wait", value(counts, known.waiting(), formats), "can be taken",
				(known.waiting() > MANY_WAITING) ? "is-warn" : "", "/ops/jobs?state=waiting"));
		tiles.add(new Tile("oldest", "Oldest", "clock",
				(counts == null) ? UNKNOWN : formats.duration(known.oldestWaiting()), "of those that wait",
				(oldest > OLD_SECONDS) ? "is-warn" : "", "/ops/jobs?state=waiting"));
		tiles.add(new Tile("active", "Active", "play", value(counts, known.active(), formats), "a worker has them",
				(known.active() > MANY_ACTIVE) ? "is-warn" : "", "/ops/jobs?state=active"));
		tiles.add(new Tile("delayed", "Delayed", "pause", value(counts, known.delayed(), formats),
				"wait for their time", "", "/ops/jobs?state=delayed"));
		tiles.add(new Tile("completed", "Completed", "check", value(counts, known.completed(), formats),
				"kept for a while", "", "/ops/jobs?state=completed"));
		tiles.add(new Tile("dead", "Dead letters", (known.dead() > 0) ? "warn" : "letters",
				value(counts, known.dead(), formats), (known.dead() > 0) ? "need a person" : "none to look after",
				(known.dead() > 0) ? "is-bad" : "", "/ops/letters"));
		return tiles;
	}

	private static String value(@Nullable QueueCounts counts, long number, Formats formats) {
		return (counts == null) ? UNKNOWN : formats.number(number);
	}

}
