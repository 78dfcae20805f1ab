package io.github.githubjirasync.ops.console;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.github.githubjirasync.queue.JobState;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers and times as the pages show them. All times are UTC, as in the log.
 */
public final class Formats {

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private final Clock clock;

	Formats(Clock clock) {
		this.clock = clock;
	}

	/**
	 * A number with its thousands apart.
	 * @param number the number
	 * @return such as {@code 12,345}
	 */
	public String number(long number) {
		return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
	}

	/**
	 * A number in little room.
	 * @param number the number
	 * @return such as {@code 1.2k}
	 */
	public static String brief(double number) {
		if (number >= 1_000_000) {
			return trimmed(number / 1_000_000) + "M";
		}
		return (number >= 1_000) ? trimmed(number / 1_000) + "k" : trimmed(number);
	}

	/**
	 * A number of milliseconds in little room.
	 * @param millis milliseconds
	 * @return such as {@code 1.2 s}
	 */
	public static String millis(double millis) {
		if (millis >= 60_000) {
			return trimmed(millis / 60_000) + " min";
		}
		return (millis >= 1_000) ? trimmed(millis / 1_000) + " s" : Math.round(millis) + " ms";
	}

	/**
	 * A length of time in its two greatest units.
	 * @param length the length
	 * @return such as {@code 2 h 5 min}
	 */
	public String duration(Duration length) {
		long seconds = Math.max(0, length.toSeconds());
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 3_600) {
			return two(seconds / 60, "min", seconds % 60, "s");
		}
		if (seconds < 86_400) {
			return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
		}
		return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
	}

	/**
	 * How long ago something was, or how soon it will be.
	 * @param time when
	 * @return such as {@code 5 min ago} or {@code in 20 s}
	 */
	public String ago(Instant time) {
		Duration past = Duration.between(time, this.clock.instant());
		if (past.abs().toSeconds() < 1) {
			return "now";
		}
		return past.isNegative() ? "in " + one(past.negated()) : one(past) + " ago";
	}

	/**
	 * A time to the second.
	 * @param time the time
	 * @return such as {@code 3 Feb 2026, 14:05:09}
	 */
	public String time(Instant time) {
		return SECOND.format(time);
	}

	/**
	 * The time of day.
	 * @param time the time
	 * @return such as {@code 14:05}
	 */
	public static String clock(Instant time) {
		return MINUTE.format(time);
	}

	/**
	 * The style and the icon of a state.
	 * @param state the state
	 * @return its look
	 */
	public Look look(JobState state) {
		return switch (state) {
			case WAITING -> new Look("Waiting", "info", "wait");
			case DELAYED -> new Look("Delayed", "warn", "clock");
			case ACTIVE -> new Look("Active", "info", "play");
			case COMPLETED -> new Look("Completed", "ok", "check");
			case DEAD -> new Look("Dead", "bad", "bad");
		};
	}

	/**
	 * A word of the code as people read it.
	 * @param word such as {@code SIX_HOURS} or {@code github-issue}
	 * @return such as {@code Six hours}
	 */
	public String words(@Nullable Object word) {
		if (word == null || word.toString().isEmpty()) {
			return "";
		}
		String text = word.toString().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
		return (Character.toUpperCase(text.charAt(0)) + text.substring(1)).replace("Github", "GitHub")
			.replace("Jira", "Jira");
	}

	/**
	 * The lines of a text.
	 * @param text the text
	 * @return its lines, one of them empty if it is
	 */
	public List<String> lines(String text) {
		return text.isEmpty() ? List.of("") : text.lines().toList();
	}

	private static String one(Duration length) {
		long seconds = length.toSeconds();
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 3_600) {
			return seconds / 60 + " min";
		}
		return (seconds < 172_800) ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
	}

	private static String two(long great, String greatUnit, long small, String smallUnit) {
		return great + " " + greatUnit + ((small == 0) ? "" : " " + small + " " + smallUnit);
	}

	private static String trimmed(double number) {
		String text = String.format(Locale.ROOT, (number < 10) ? "%.1f" : "%.0f", number);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	/**
	 * How a state is shown: a word, a shape and a colour.
	 *
	 * @param label the word
	 * @param style the style
	 * @param icon the icon
	 */
	public record Look(String label, String style, String icon) {
	}

}
