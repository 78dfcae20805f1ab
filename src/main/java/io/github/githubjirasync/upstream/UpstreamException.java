package io.github.githubjirasync.upstream;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A call to an upstream that did not succeed, sorted by what the caller can do about it.
 */
public abstract sealed class UpstreamException extends RuntimeException {

	private final Upstream upstream;

	private UpstreamException(Upstream upstream, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.upstream = upstream;
	}

	/**
	 * The upstream that was called.
	 * @return the upstream
	 */
	public Upstream upstream() {
		return this.upstream;
	}

	/** Whom a limit concerns. */
	public enum Reach {

		/** Every call to the upstream. */
		UPSTREAM,
		/** Those who want the same, such as writes to one issue; others may go on. */
		CALLER

	}

	/**
	 * The upstream asks to wait, or would if it were called now, or is away. Nothing was
	 * done there. Costs no attempt.
	 */
	public static final class RateLimited extends UpstreamException {

		private final Instant until;

		private final Reach reach;

		public RateLimited(Upstream upstream, String message, Instant until) {
			this(upstream, message, until, Reach.UPSTREAM);
		}

		public RateLimited(Upstream upstream, String message, Instant until, Reach reach) {
			super(upstream, message, null);
			this.until = until;
			this.reach = reach;
		}

		/**
		 * Whom the limit concerns.
		 * @return everybody, or only those who want the same
		 */
		public Reach reach() {
			return this.reach;
		}

		/**
		 * When the upstream may be called again.
		 * @return the earliest instant for another call
		 */
		public Instant until() {
			return this.until;
		}

	}

	/**
	 * A passing fault: no connection, a time-out, a 5xx. Another attempt may succeed.
	 * Whether the call had an effect is not known.
	 */
	public static final class Transient extends UpstreamException {

		private final @Nullable Instant awayUntil;

		public Transient(Upstream upstream, String message, @Nullable Throwable cause) {
			this(upstream, message, cause, null);
		}

		public Transient(Upstream upstream, String message, @Nullable Throwable cause, @Nullable Instant awayUntil) {
			super(upstream, message, cause);
			this.awayUntil = awayUntil;
		}

		/**
		 * Until when the upstream is left alone because all of it is away, which costs no
		 * attempt.
		 * @return the earliest instant for another call, or {@code null} if it was this
		 * call alone that failed
		 */
		public @Nullable Instant awayUntil() {
			return this.awayUntil;
		}

	}

	/**
	 * The upstream understood the call and refused it (400, 409, 422 …); the message
	 * holds its own words.
	 */
	public static final class Rejected extends UpstreamException {

		private final int status;

		public Rejected(Upstream upstream, int status, String message) {
			super(upstream, message, null);
			this.status = status;
		}

		/**
		 * The HTTP status.
		 * @return a 4xx status; 3xx for a redirect that is not followed, 200 for an
		 * answer that is too large or names a place that is not called
		 */
		public int status() {
			return this.status;
		}

	}

	/**
	 * The credentials were refused (401), or do not suffice (403 without a rate limit).
	 */
	public static final class Unauthorised extends UpstreamException {

		public Unauthorised(Upstream upstream, String message) {
			super(upstream, message, null);
		}

	}

	/** The thing does not exist, or no longer, or we may not see it (404, 410). */
	public static final class Gone extends UpstreamException {

		public Gone(Upstream upstream, String message) {
			super(upstream, message, null);
		}

	}

}
