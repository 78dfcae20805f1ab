package io.github.githubjirasync.sandbox;

import java.util.HashMap;
import java.util.Map;

import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * Something that shall go wrong, a number of times.
 *
 * @param upstream the upstream that shows it
 * @param method the HTTP method of the calls that it hits; {@code null} for all
 * @param path the path below the API's root of the calls that it hits, or the name of the
 * webhook event; {@code *} stands for any part of one segment and {@code **} for
 * anything; {@code null} for all
 * @param kind what happens
 * @param status the status to answer, for {@link Kind#STATUS}
 * @param headers headers to answer, for {@link Kind#STATUS}
 * @param body the body to answer, for {@link Kind#STATUS}; {@code null} for the
 * upstream's own words
 * @param times how often it happens before it is gone; below 0 until it is cleared
 * @param millis how long the call takes, for {@link Kind#LATENCY}
 */
public record Fault(Upstream upstream, @Nullable String method, @Nullable String path, Kind kind, int status,
		Map<String, String> headers, @Nullable String body, int times, long millis) {

	public Fault {
		if (times == 0) {
			throw new IllegalArgumentException("A fault that happens 0 times never happens");
		}
		if (kind == Kind.STATUS && (status < 200 || status > 599)) {
			throw new IllegalArgumentException("A status fault needs a status from 200 to 599, not " + status);
		}
		if (millis < 0 || millis > 600_000) {
			throw new IllegalArgumentException("millis must be from 0 to 600000, not " + millis);
		}
		headers = Map.copyOf(headers);
	}

	/**
	 * An answer with this status and no work done.
	 * @param upstream the upstream
	 * @param method the method
	 * @param path the path
	 * @param status the status
	 * @return a fault that happens once
	 */
	public static Fault status(Upstream upstream, String method, String path, int status) {
		return new Fault(upstream, method, path, Kind.STATUS, status, Map.of(), null, 1, 0);
	}

	/**
	 * A fault of a kind that needs no more details.
	 * @param kind the kind
	 * @param upstream the upstream
	 * @param method the method; {@code null} for all
	 * @param path the path; {@code null} for all
	 * @return a fault that happens once
	 */
	public static Fault of(Kind kind, Upstream upstream, @Nullable String method, @Nullable String path) {
		return new Fault(upstream, method, path, kind, 0, Map.of(), null, 1, 0);
	}

	/**
	 * A slow answer.
	 * @param upstream the upstream
	 * @param millis how much later the work starts
	 * @return a fault that happens until it is cleared
	 */
	public static Fault latency(Upstream upstream, long millis) {
		return new Fault(upstream, null, null, Kind.LATENCY, 0, Map.of(), null, -1, millis);
	}

	/**
	 * The same with another count.
	 * @param count how often; below 0 until it is cleared
	 * @return the fault
	 */
	public Fault times(int count) {
		return new Fault(this.upstream, this.method, this.path, this.kind, this.status, this.headers, this.body, count,
				this.millis);
	}

	/**
	 * The same with one more header.
	 * @param name the header
	 * @param value its value
	 * @return the fault
	 */
	public Fault header(String name, String value) {
		Map<String, String> more = new HashMap<>(this.headers);
		more.put(name, value);
		return new Fault(this.upstream, this.method, this.path, this.kind, this.status, more, this.body, this.times,
				this.millis);
	}

	/** What a fault does. */
	public enum Kind {

		/** Answers a status and does no work. */
		STATUS,
		/** Waits, then goes on. */
		LATENCY,
		/** Closes the connection without an answer and does no work. */
		DROP,
		/** Does the work, then closes the connection without an answer. */
		DROP_AFTER,
		/** Sends a webhook twice, with the same delivery id. */
		DUPLICATE_WEBHOOK,
		/** Does not send a webhook, and records it as failed. */
		LOSE_WEBHOOK;

		boolean ofWebhooks() {
			return this == DUPLICATE_WEBHOOK || this == LOSE_WEBHOOK;
		}

	}

}
