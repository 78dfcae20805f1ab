package io.github.githubjirasync.sync;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a backfill goes.
 *
 * @param link the name of its link
 * @param run tells it from other runs of the link
 * @param state whether it goes on
 * @param side whose issues are walked through now
 * @param cursor the page that comes next; {@code null} for the first of a side
 * @param seen how many issues were looked at
 * @param enqueued for how many of them a job was enqueued
 * @param inStep how many were in step with their twins
 * @param leftOut how many are not for this link: left out by its filter, secured, or of a
 * pair that rests
 * @param waitsFor what it waits for; {@code null} if it does not wait
 * @param error why it failed; {@code null} if it did not
 * @param startedAt when it began
 * @param updatedAt when it last got on
 */
public record BackfillProgress(String link, String run, State state, Origin side, @Nullable String cursor, long seen,
		long enqueued, long inStep, long leftOut, @Nullable String waitsFor, @Nullable String error, Instant startedAt,
		Instant updatedAt) {

	/** Whether a run goes on. */
	public enum State {

		/** It goes on. */
		RUNNING,
		/** All was looked at. */
		DONE,
		/** Somebody ended it. */
		CANCELLED,
		/** Its instance was stopped, or died. */
		INTERRUPTED,
		/** Another try as it is would fail again. */
		FAILED

	}

	/**
	 * The same in another state.
	 * @param to the state
	 * @param why why it failed, if it did
	 * @param now the time
	 * @return the progress
	 */
	public BackfillProgress in(State to, @Nullable String why, Instant now) {
		return new BackfillProgress(this.link, this.run, to, this.side, this.cursor, this.seen, this.enqueued,
				this.inStep, this.leftOut, null, why, this.startedAt, now);
	}

	/**
	 * The same, but that it waits.
	 * @param what what for; {@code null} if it does not wait any more
	 * @return the progress
	 */
	public BackfillProgress waiting(@Nullable String what) {
		return new BackfillProgress(this.link, this.run, this.state, this.side, this.cursor, this.seen, this.enqueued,
				this.inStep, this.leftOut, what, this.error, this.startedAt, this.updatedAt);
	}

	/**
	 * The same after a page.
	 * @param page what was on it
	 * @param nextSide whose issues come next
	 * @param next the page that comes next
	 * @param now the time
	 * @return the progress
	 */
	public BackfillProgress after(Page page, Origin nextSide, @Nullable String next, Instant now) {
		return new BackfillProgress(this.link, this.run, this.state, nextSide, next, this.seen + page.seen(),
				this.enqueued + page.enqueued(), this.inStep + page.inStep(),
				this.leftOut + page.seen() - page.enqueued() - page.inStep(), null, null, this.startedAt, now);
	}

	/**
	 * What was on a page.
	 *
	 * @param seen how many issues
	 * @param enqueued for how many of them a job was enqueued
	 * @param inStep how many were in step
	 */
	public record Page(int seen, int enqueued, int inStep) {
	}

}
