package io.github.githubjirasync.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Holds jobs back and lets them go: all of them, or those of a scope, such as one
 * upstream or one link. Nothing of it uses up an attempt. Safe for use by many threads.
 */
public interface QueueControl {

	/** The scope of all jobs. */
	String EVERYTHING = "*";

	/** The end of a pause, which only {@link #resume(String)} ends. */
	Instant NEVER = Instant.ofEpochMilli(9_000_000_000_000_000L);

	/**
	 * Holds back the jobs of a scope that are not taken yet, for a time. A longer hold on
	 * it stays.
	 * @param scope the scope
	 * @param duration how long, 1 ms or more
	 */
	void snooze(String scope, Duration duration);

	/**
	 * Holds back the jobs of a scope until it is resumed.
	 * @param scope the scope
	 */
	void pause(String scope);

	/**
	 * Ends every hold on a scope; its jobs go on at their old place.
	 * @param scope the scope
	 */
	void resume(String scope);

	/**
	 * What is held back now.
	 * @return until when, by scope; {@link #NEVER} for a pause
	 */
	Map<String, Instant> holds();

}
