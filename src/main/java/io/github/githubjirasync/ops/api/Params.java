package io.github.githubjirasync.ops.api;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.JobQuery;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobState;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers ask for, and says what it does not understand.
 */
final class Params {

	private static final int LONGEST = 200;

	private Params() {
	}

	static @Nullable JobState state(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		return Arrays.stream(JobState.values())
			.filter((state) -> state.name().equals(text.toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> DeskException
				.invalid("state is one of waiting, delayed, active, completed and dead, got '" + cut(text) + "'"));
	}

	static @Nullable Instant time(String name, @Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			return Instant.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw DeskException.invalid(name + " is a time such as 2026-01-02T03:04:05Z, got '" + cut(text) + "'");
		}
	}

	static @Nullable Duration duration(String name, @Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			return Duration.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw DeskException.invalid(name + " is a duration such as PT15M, got '" + cut(text) + "'");
		}
	}

	static @Nullable GitHubIssueRef issue(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		int hash = text.lastIndexOf('#');
		try {
			return new GitHubIssueRef(text.substring(0, Math.max(0, hash)), Long.parseLong(text.substring(hash + 1)));
		}
		catch (IllegalArgumentException ex) {
			throw DeskException
				.invalid("issue is written as in acme/widgets#7 (%23 for # in a URL), got '" + cut(text) + "'");
		}
	}

	static @Nullable JiraIssueKey key(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			return new JiraIssueKey(text);
		}
		catch (IllegalArgumentException ex) {
			throw DeskException.invalid("key is written as in WID-7, got '" + cut(text) + "'");
		}
	}

	static @Nullable JobPriority priority(@Nullable Integer number) {
		if (number == null) {
			return null;
		}
		if (number < 1 || number > 3) {
			throw DeskException.invalid("priority is 1, 2 or 3, got " + number);
		}
		return JobPriority.of(number);
	}

	static @Nullable String text(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		if (text.length() > LONGEST) {
			throw DeskException.invalid("A filter has at most " + LONGEST + " characters, got " + text.length());
		}
		return text;
	}

	/**
	 * Dead letters to be found.
	 *
	 * @param link the name of their link
	 * @param kind their kind
	 * @param issue the issue on GitHub that they are about, as in {@code acme/widgets#7}
	 * @param key the issue in Jira that they are about, as in {@code WID-7}
	 * @param cause a part of why they died
	 * @param from the earliest time of death
	 * @param to the time before which they died
	 */
	record Letters(@Nullable String link, @Nullable String kind, @Nullable String issue, @Nullable String key,
			@Nullable String cause, @Nullable String from, @Nullable String to) {

		JobQuery query() {
			return new JobQuery(JobState.DEAD, text(this.link), text(this.kind), null, Params.issue(this.issue),
					Params.key(this.key), text(this.cause), time("from", this.from), time("to", this.to));
		}

	}

	private static String cut(String text) {
		return (text.length() <= 60) ? text : text.substring(0, 60) + "…";
	}

}
