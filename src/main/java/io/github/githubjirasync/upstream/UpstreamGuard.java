package io.github.githubjirasync.upstream;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;
import io.github.githubjirasync.upstream.UpstreamException.Reach;
import io.github.resilience4j.bulkhead.Bulkhead;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Lets a call to an upstream through when the upstream is there, a place is free and the
 * budgets allow it, and takes down what the answer says. A call that would have to wait
 * for longer than a bound is refused as rate-limited before anything is sent.
 */
final class UpstreamGuard {

	/** How long a refusal for want of a place or for an open circuit lasts at least. */
	private static final Duration SHORTLY = Duration.ofMillis(250);

	private static final int MOST_DOUBLINGS = 6;

	private final Upstream upstream;

	private final CallLimits limits;

	private final Budgets budgets;

	private final Circuit circuit;

	private final Bulkhead bulkhead;

	private final UpstreamProperties properties;

	private final Clock clock;

	private final UpstreamMeters meters;

	/** The path of a URL below the API's root. */
	private final Function<URI, String> below;

	private final boolean oneAccount;

	/** How many refusals in a row named no time. */
	private final AtomicInteger unnamed = new AtomicInteger();

	UpstreamGuard(Upstream upstream, CallLimits limits, Budgets budgets, Circuit circuit, Bulkhead bulkhead,
			UpstreamProperties properties, Clock clock, UpstreamMeters meters, Function<URI, String> below,
			boolean oneAccount) {
		this.upstream = upstream;
		this.limits = limits;
		this.budgets = budgets;
		this.circuit = circuit;
		this.bulkhead = bulkhead;
		this.properties = properties;
		this.clock = clock;
		this.meters = meters;
		this.below = below;
		this.oneAccount = oneAccount;
	}

	Circuit circuit() {
		return this.circuit;
	}

	Duration totalTimeout() {
		return this.properties.totalTimeout();
	}

	Duration probeTimeout() {
		return this.properties.circuit().probeTimeout();
	}

	String probePath() {
		return this.limits.probePath();
	}

	/**
	 * Waits for a moment or is refused.
	 * @param method the method
	 * @param url the URL
	 * @param account whose budgets the call draws on
	 * @param errors makes the refusal
	 * @return the call, to be closed at its end
	 */
	Call enter(HttpMethod method, URI url, String account, UpstreamErrors errors) {
		if (!this.circuit.tryEnter()) {
			this.meters.limited(this.upstream, "circuit");
			throw errors.held(method, url, "it is away", this.circuit.nextTry(), Reach.UPSTREAM);
		}
		if (!this.bulkhead.tryAcquirePermission()) {
			this.circuit.left();
			this.meters.limited(this.upstream, "bulkhead");
			throw errors.held(method, url, "all connections are in use", this.clock.instant().plus(SHORTLY),
					Reach.CALLER);
		}
		boolean entered = false;
		try {
			Call call = draw(method, url, account, errors);
			entered = true;
			return call;
		}
		finally {
			if (!entered) {
				this.bulkhead.releasePermission();
				this.circuit.left();
			}
		}
	}

	private Call draw(HttpMethod method, URI url, String account, UpstreamErrors errors) {
		String path = this.below.apply(url);
		String token = UUID.randomUUID().toString();
		String holder = UpstreamCaller.current();
		List<Draw> draws = this.limits.draws(method, path, token, holder);
		Duration bound = this.properties.longestWait();
		while (true) {
			Drawn drawn = this.budgets.draw(account, draws);
			this.meters.left(this.upstream, account, draws, drawn);
			if (drawn.granted()) {
				return new Call(method, path, account, draws, drawn);
			}
			if (drawn.delay().compareTo(bound) > 0) {
				Draw by = draws.get(drawn.by());
				this.meters.limited(this.upstream, by.name().equals(CallLimits.CIRCUIT) ? "circuit" : "budget");
				throw errors.held(method, url, "waits for '" + by.name() + "'",
						this.clock.instant().plus(drawn.delay()), reach(this.limits.reach(by)));
			}
			bound = bound.minus(drawn.delay());
			pause(drawn.delay(), method, url, errors);
		}
	}

	/** Whom an answer's limit concerns. */
	Reach reach(HttpMethod method, URI url, HttpHeaders headers) {
		return reach(this.limits.held(method, this.below.apply(url), headers).reach());
	}

	/** A limit of one account of several does not concern the others. */
	private Reach reach(Reach reach) {
		return this.oneAccount ? reach : Reach.CALLER;
	}

	private void pause(Duration delay, HttpMethod method, URI url, UpstreamErrors errors) {
		try {
			Thread.sleep(Math.max(1, delay.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw errors.held(method, url, "interrupted", this.clock.instant().plus(SHORTLY), Reach.CALLER);
		}
	}

	/** A call that was let through. */
	final class Call implements AutoCloseable {

		private final HttpMethod method;

		private final String path;

		private final String account;

		private final List<Draw> draws;

		private final Drawn drawn;

		private final List<Notice> notices = new ArrayList<>();

		private boolean ended;

		private Call(HttpMethod method, String path, String account, List<Draw> draws, Drawn drawn) {
			this.method = method;
			this.path = path;
			this.account = account;
			this.draws = draws;
			this.drawn = drawn;
		}

		/** The upstream answered; {@code words} are its own. */
		void answered(int status, HttpHeaders headers, String words) {
			UpstreamGuard guard = UpstreamGuard.this;
			Instant now = guard.clock.instant();
			this.ended = true;
			guard.circuit.answered();
			if (status == 304) {
				returnQuotas();
			}
			this.notices.addAll(guard.limits.told(this.path, headers, now));
			Instant until = RateLimit.until(guard.upstream, status, headers, words, now);
			if (until == null) {
				guard.unnamed.set(0);
				return;
			}
			Duration wait = Duration.between(now, until);
			if (!RateLimit.named(guard.upstream, headers)) {
				wait = RateLimit.doubled(wait, Math.min(guard.unnamed.getAndIncrement(), MOST_DOUBLINGS));
			}
			guard.meters.limited(guard.upstream, "upstream");
			this.notices.add(new Notice.Hold(guard.limits.held(this.method, this.path, headers).name(), wait));
		}

		/**
		 * GitHub does not count an answer without news against its primary limit. Where
		 * nothing was known of the quota, nothing was drawn on.
		 */
		private void returnQuotas() {
			for (int i = 0; i < this.draws.size(); i++) {
				if (this.draws.get(i) instanceof Draw.Quota quota && this.drawn.left().get(i) >= 0) {
					this.notices.add(new Notice.Returned(quota.name(), quota.cost()));
				}
			}
		}

		/** There was no answer, or one that says that the upstream is not well. */
		void failed(Throwable failure, BooleanSupplier probe) {
			if (Thread.currentThread().isInterrupted()) {
				// It was given up here, which says nothing about the upstream.
				return;
			}
			Circuit circuit = UpstreamGuard.this.circuit;
			this.ended = true;
			circuit.failed(failure, probe);
			if (circuit.isOpen()) {
				this.notices.add(new Notice.Hold(CallLimits.CIRCUIT, circuit.openFor()));
			}
		}

		@Override
		public void close() {
			UpstreamGuard.this.bulkhead.releasePermission();
			if (!this.ended) {
				UpstreamGuard.this.circuit.left();
			}
			for (Draw draw : this.draws) {
				if (draw instanceof Draw.Place place) {
					this.notices.add(new Notice.PlaceFreed(place.name(), place.token()));
				}
				else if (draw instanceof Draw.Turn turn) {
					this.notices.add(new Notice.TurnEnded(turn.name(), turn.holder()));
				}
			}
			if (!this.notices.isEmpty()) {
				UpstreamGuard.this.budgets.tell(this.account, this.notices);
			}
		}

	}

}
