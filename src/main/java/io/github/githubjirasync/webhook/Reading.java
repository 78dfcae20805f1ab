package io.github.githubjirasync.webhook;

import java.util.regex.Pattern;

import io.github.githubjirasync.sync.Change;
import org.jspecify.annotations.Nullable;

/**
 * What a verified body says.
 */
sealed interface Reading {

	/** The name of an event that has none, or an odd one. */
	String UNKNOWN_EVENT = "unknown";

	/**
	 * The sender's name for what happened.
	 * @return such as {@code issues.opened} or {@code jira:issue_updated}
	 */
	String event();

	/**
	 * Something changed that may have to be synced.
	 *
	 * @param event the sender's name for it
	 * @param change what changed
	 */
	record Changed(String event, Change change) implements Reading {
	}

	/**
	 * Nothing that is ever synced.
	 *
	 * @param event the sender's name for it
	 * @param reason why, one of a few fixed words
	 */
	record Ignored(String event, String reason) implements Reading {
	}

	/**
	 * It cannot be understood.
	 *
	 * @param event the sender's name for it, as far as it is known
	 * @param cause what is wrong, for an operator
	 */
	record Unreadable(String event, String cause) implements Reading {
	}

	/**
	 * Makes the name of an event safe to be kept and logged.
	 * @param name what was sent
	 * @return the name, or {@link #UNKNOWN_EVENT}
	 */
	static String eventName(@Nullable String name) {
		return (name != null && EventName.ALLOWED.matcher(name).matches()) ? name : UNKNOWN_EVENT;
	}

	/** Keeps the pattern out of the interface. */
	final class EventName {

		private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

		private EventName() {
		}

	}

}
