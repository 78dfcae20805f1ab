package io.github.githubjirasync.ratelimit;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;

/**
 * How much may be spent in any stretch of time; written {@code 900/1m}.
 *
 * @param limit how much, 1 or more
 * @param window how long the stretch is, 10 ms or more
 */
public record Rate(int limit, Duration window) {

	public Rate {
		if (limit < 1 || window.toMillis() < 10) {
			throw new IllegalArgumentException(
					"A rate needs a limit of 1 or more and a window of 10 ms or more, got " + limit + "/" + window);
		}
	}

	/**
	 * Reads a rate.
	 * @param text such as {@code 900/1m}
	 * @return the rate
	 */
	public static Rate valueOf(String text) {
		String[] parts = text.strip().split("\\s*/\\s*");
		try {
			if (parts.length == 2) {
				return new Rate(Integer.parseInt(parts[0]), DurationStyle.detectAndParse(parts[1]));
			}
		}
		catch (NumberFormatException ex) {
			// Said below.
		}
		throw new IllegalArgumentException("A rate is written as in 900/1m, got '" + text + "'");
	}

	@Override
	public String toString() {
		return this.limit + "/" + DurationStyle.SIMPLE.print(this.window);
	}

}
