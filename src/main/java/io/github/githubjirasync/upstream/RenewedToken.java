package io.github.githubjirasync.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token that is fetched when it is first needed and again before it ends. One thread
 * fetches it at a time; the others go on with the old one as long as it holds, and wait
 * only when there is none.
 */
public final class RenewedToken {

	private static final Logger logger = LoggerFactory.getLogger(RenewedToken.class);

	/** How long before its end a token is renewed, but never before half of its life. */
	private static final Duration EARLY = Duration.ofMinutes(5);

	/** After a failure, how long the old token is used without another try. */
	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final Supplier<Token> fetch;

	private final Clock clock;

	private final ReentrantLock fetching = new ReentrantLock();

	private volatile @Nullable Held held;

	/**
	 * A token that is not fetched yet.
	 * @param fetch fetches one; throws {@link UpstreamException} where it cannot
	 * @param clock the time that the ends of tokens are compared with
	 */
	public RenewedToken(Supplier<Token> fetch, Clock clock) {
		this.fetch = fetch;
		this.clock = clock;
	}

	/**
	 * A token that holds.
	 * @return its value
	 * @throws UpstreamException if there is none and none can be fetched
	 */
	public String value() {
		Held known = this.held;
		Instant now = this.clock.instant();
		if (known != null && now.isBefore(known.renewAt)) {
			return known.value;
		}
		if (known == null || !now.isBefore(known.endsAt)) {
			this.fetching.lock();
		}
		else if (!this.fetching.tryLock()) {
			return known.value;
		}
		try {
			return renewed(known);
		}
		finally {
			this.fetching.unlock();
		}
	}

	private String renewed(@Nullable Held before) {
		Held known = this.held;
		Instant now = this.clock.instant();
		if (known != null && known != before && now.isBefore(known.renewAt)) {
			return known.value;
		}
		try {
			Token token = this.fetch.get();
			this.held = Held.of(token, now);
			return token.value();
		}
		catch (UpstreamException ex) {
			if (known == null || !now.isBefore(known.endsAt)) {
				throw ex;
			}
			logger.warn("A token is not renewed yet and holds until {}: {}", known.endsAt, ex.getMessage());
			this.held = new Held(known.value, known.fetchedAt, now.plus(PAUSE), known.endsAt);
			return known.value;
		}
	}

	/**
	 * A token was refused.
	 * @param refused its value
	 * @return whether asking again gives another one; not if it was fetched just now
	 */
	public boolean drop(String refused) {
		Held known = this.held;
		if (known == null || !known.value.equals(refused)) {
			return true;
		}
		if (this.clock.instant().isBefore(known.fetchedAt.plus(PAUSE))) {
			return false;
		}
		this.held = null;
		return true;
	}

	/**
	 * A token as it was fetched.
	 *
	 * @param value the token, a secret
	 * @param endsAt when it ends
	 */
	public record Token(String value, Instant endsAt) {

		@Override
		public String toString() {
			return "token until " + this.endsAt;
		}

	}

	private static final class Held {

		private final String value;

		private final Instant fetchedAt;

		private final Instant renewAt;

		private final Instant endsAt;

		private Held(String value, Instant fetchedAt, Instant renewAt, Instant endsAt) {
			this.value = value;
			this.fetchedAt = fetchedAt;
			this.renewAt = renewAt;
			this.endsAt = endsAt;
		}

		private static Held of(Token token, Instant now) {
			Duration half = Duration.between(now, token.endsAt()).dividedBy(2);
			Duration early = (half.compareTo(EARLY) < 0) ? half : EARLY;
			return new Held(token.value(), now, token.endsAt().minus(early), token.endsAt());
		}

	}

}
