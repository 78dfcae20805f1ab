package io.github.githubjirasync.queue;

import java.time.Duration;

/**
 * What became of one attempt.
 */
public sealed interface JobOutcome {

	/**
	 * It is done.
	 *
	 * @param summary what was done, for an operator
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
	 * @param delay how long to wait
	 * @param reason why
	 */
	record Snooze(Duration delay, String reason) implements JobOutcome {
	}

	/**
	 * It cannot succeed. It becomes a dead letter at once.
	 *
	 * @param cause what failed
	 */
	record Dead(String cause) implements JobOutcome {
	}

}
