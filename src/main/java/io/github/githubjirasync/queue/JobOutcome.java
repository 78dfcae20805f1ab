package io.github.githubjirasync.queue;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt.
 */
public sealed interface JobOutcome {

	/**
	 * It is done.
	 *
	 * @param summary what was done, for an operator; may be empty
	 */
	record Done(String summary) implements JobOutcome {
	}

	/**
	 * There was nothing to do.
	 *
	 * @param reason why
	 */
	record Ignored(String reason) implements JobOutcome {
	}

	/**
	 * It failed and may succeed later. Uses up an attempt; after the last one the job
	 * becomes a dead letter.
	 *
	 * @param cause what failed
	 */
	record Retry(String cause) implements JobOutcome {
	}

	/**
	 * It could not be tried now. Uses up no attempt.
	 *
	 * @param delay how long to wait, 1 ms or more
	 * @param reason why
	 * @param scope a scope whose other jobs wait as long, or {@code null} if only this
	 * lane does
	 */
	record Snooze(Duration delay, String reason, @Nullable String scope) implements JobOutcome {
	}

	/**
	 * It belongs into another lane, at whose end it waits again. Uses up no attempt.
	 *
	 * @param lane that lane
	 */
	record Move(String lane) implements JobOutcome {
	}

	/**
	 * It cannot succeed. It becomes a dead letter at once.
	 *
	 * @param cause what failed
	 */
	record Dead(String cause) implements JobOutcome {
	}

}
