package io.github.githubjirasync.sync.link;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What texts of the configuration mean, so that each is read once. Those past the bound
 * are read each time. Safe for use by many threads.
 *
 * @param <T> what a text means
 */
final class Readings<T> {

	private static final int MOST = 10_000;

	private final Map<String, T> known = new ConcurrentHashMap<>();

	private final Function<String, T> read;

	/**
	 * Remembers nothing yet.
	 * @param read reads a text; always means the same by the same text
	 */
	Readings(Function<String, T> read) {
		this.read = read;
	}

	T of(String text) {
		T found = this.known.get(text);
		if (found == null) {
			found = this.read.apply(text);
			if (this.known.size() < MOST) {
				this.known.put(text, found);
			}
		}
		return found;
	}

}
