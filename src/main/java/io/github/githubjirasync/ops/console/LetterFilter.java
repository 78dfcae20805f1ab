package io.github.githubjirasync.ops.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.JobQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are shown, as the form says it.
 *
 * @param cause a part of the cause
 * @param link the name of a link
 * @param issue an issue on either side
 * @param from the earliest time of death, UTC, as a browser writes it
 * @param to the time before which it died
 */
public record LetterFilter(@Nullable String cause, @Nullable String link, @Nullable String issue, @Nullable String from,
		@Nullable String to) {

	JobQuery query() {
		SearchWord word = SearchWord.of(this.issue);
		if (!word.isEmpty() && !word.isIssue()) {
			throw DeskException.invalid("'" + word.text() + "' is no issue; write it as acme/widgets#7 or WID-7.");
		}
		return new JobQuery(null, Texts.orNull(this.link), null, null, word.github(), word.jira(),
				Texts.orNull(this.cause), time(this.from), time(this.to));
	}

	String address(String path, @Nullable String after) {
		return Addresses.of(path, "cause", this.cause, "link", this.link, "issue", this.issue, "from", this.from, "to",
				this.to, "after", after);
	}

	/**
	 * Whether it leaves anything out.
	 * @return {@code false} if all dead letters are shown
	 */
	public boolean any() {
		return Texts.orNull(this.cause) != null || Texts.orNull(this.link) != null || Texts.orNull(this.issue) != null
				|| Texts.orNull(this.from) != null || Texts.orNull(this.to) != null;
	}

	private static @Nullable Instant time(@Nullable String text) {
		String written = Texts.orNull(text);
		try {
			return (written != null) ? LocalDateTime.parse(written).toInstant(ZoneOffset.UTC) : null;
		}
		catch (DateTimeException ex) {
			throw DeskException.invalid("'" + written + "' is no time; write it as 2026-02-03T14:05.");
		}
	}

}
