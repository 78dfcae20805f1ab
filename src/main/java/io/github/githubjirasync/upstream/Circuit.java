package io.github.githubjirasync.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether an upstream is away. A failed call alone says little, so that a second
 * one, which costs nothing, asks whether the upstream answers at all: if it does not, the
 * circuit opens at once, and nobody's attempt is used up. It also opens when too many of
 * the latest calls failed. While it is open nothing is called; after that one call goes
 * first, and its end decides.
 */
final class Circuit {

	private static final Logger logger = LoggerFactory.getLogger(Circuit.class);

	/** For so long an upstream that has just answered is not asked again. */
	private static final Duration TRUSTED = Duration.ofSeconds(1);

	/** How long those wait who came while the first call after an outage runs. */
	private static final Duration WHILE_TRIED = Duration.ofSeconds(1);

	private final Upstream upstream;

	private final Duration openFor;

	private final Clock clock;

	private final CircuitBreaker breaker;

	private volatile @Nullable Instant openUntil;

	/** The latest failure, in words. */
	private volatile String latest = "it does not answer";

	private @Nullable Instant answeredAt;

	Circuit(Upstream upstream, UpstreamProperties.Circuit settings, Clock clock) {
		this.upstream = upstream;
		this.openFor = settings.openFor();
		this.clock = clock;
		this.breaker = CircuitBreaker.of(upstream.name(),
				CircuitBreakerConfig.custom()
					.slidingWindowSize(settings.calls())
					.minimumNumberOfCalls(settings.calls())
					.failureRateThreshold(settings.failureRate())
					.waitDurationInOpenState(settings.openFor())
					.permittedNumberOfCallsInHalfOpenState(1)
					.maxWaitDurationInHalfOpenState(Duration.ofMinutes(2))
					.clock(clock)
					.build());
		this.breaker.getEventPublisher().onStateTransition((event) -> changed(event.getStateTransition().getToState()));
	}

	private void changed(State state) {
		if (state == State.OPEN) {
			Instant until = this.clock.instant().plus(this.openFor);
			if (this.openUntil == null) {
				logger.warn("{} is away ({}); it is left alone and tried again every {} s", this.upstream, this.latest,
						this.openFor.toMillis() / 1000.0);
			}
			this.openUntil = until;
		}
		else if (state == State.CLOSED) {
			logger.info("{} is back", this.upstream);
			this.openUntil = null;
		}
	}

	/** Asks to call; each {@code true} must be followed by an end of the call. */
	boolean tryEnter() {
		return this.breaker.tryAcquirePermission();
	}

	/** When to ask again after a {@code false}. */
	Instant nextTry() {
		Instant now = this.clock.instant();
		Instant until = this.openUntil;
		return (until != null && until.isAfter(now)) ? until : now.plus(min(WHILE_TRIED, this.openFor));
	}

	/** Until when the upstream is left alone, or {@code null} if it is not. */
	@Nullable Instant awayUntil() {
		return (this.breaker.getState() == State.OPEN) ? nextTry() : null;
	}

	/** Until when nothing is to be tried, or {@code null} if a call may go. */
	@Nullable Instant leftAloneUntil() {
		Instant until = this.openUntil;
		return (until != null && until.isAfter(this.clock.instant())) ? until : null;
	}

	boolean isOpen() {
		return this.breaker.getState() == State.OPEN;
	}

	/** The call was not made. */
	void left() {
		this.breaker.releasePermission();
	}

	/** The upstream answered. */
	void answered() {
		this.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
	}

	/**
	 * The call failed.
	 * @param failure how
	 * @param probe asks whether the upstream answers at all
	 */
	void failed(Throwable failure, BooleanSupplier probe) {
		this.latest = String.valueOf(failure.getMessage());
		this.breaker.onError(0, TimeUnit.NANOSECONDS, failure);
		findOut(probe);
	}

	private synchronized void findOut(BooleanSupplier probe) {
		Instant now = this.clock.instant();
		boolean known = this.answeredAt != null && this.answeredAt.plus(TRUSTED).isAfter(now);
		if (this.breaker.getState() != State.CLOSED || known) {
			return;
		}
		if (probe.getAsBoolean()) {
			this.answeredAt = this.clock.instant();
		}
		else {
			this.breaker.transitionToOpenState();
		}
	}

	Duration openFor() {
		return this.openFor;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
