package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Turns an answer that is no success, or no answer, into an {@link UpstreamException}.
 * Messages name the call without its query, hold the upstream's own words and nothing of
 * what was sent, and have at most 1,000 characters.
 */
final class UpstreamErrors {

	private static final int MAX_MESSAGE = 1000;

	private final Upstream upstream;

	private final Clock clock;

	private final @Nullable UpstreamGuard guard;

	UpstreamErrors(Upstream upstream, Clock clock) {
		this(upstream, clock, null);
	}

	UpstreamErrors(Upstream upstream, Clock clock, @Nullable UpstreamGuard guard) {
		this.upstream = upstream;
		this.clock = clock;
		this.guard = guard;
	}

	/** Until when an upstream that has just failed is left alone, if it is. */
	private @Nullable Instant awayUntil() {
		return (this.guard != null) ? this.guard.circuit().awayUntil() : null;
	}

	/**
	 * A call that was not sent.
	 * @param method the method
	 * @param url the URL
	 * @param why what holds it back
	 * @param until when it may be tried again
	 * @param reach whom that concerns
	 * @return a limit
	 */
	UpstreamException.RateLimited held(HttpMethod method, URI url, String why, Instant until,
			UpstreamException.Reach reach) {
		return new UpstreamException.RateLimited(this.upstream,
				message(method, url, "held back until " + until, null, why), until, reach);
	}

	/**
	 * An answer with a status other than 2xx.
	 * @param method the method
	 * @param url the URL
	 * @param status the status
	 * @param headers the answer's headers
	 * @param body the answer's body
	 * @return what it means
	 */
	UpstreamException refused(HttpMethod method, URI url, int status, HttpHeaders headers, byte[] body) {
		String words = UpstreamWords.read(body);
		Instant until = RateLimit.until(this.upstream, status, headers, words, this.clock.instant());
		if (until != null) {
			UpstreamException.Reach reach = (this.guard != null) ? this.guard.reach(method, url, headers)
					: UpstreamException.Reach.UPSTREAM;
			return new UpstreamException.RateLimited(this.upstream,
					message(method, url, "rate-limited until " + until, status, words), until, reach);
		}
		if (status < 400) {
			String location = withoutQuery(headers.getFirst(HttpHeaders.LOCATION));
			return new UpstreamException.Rejected(this.upstream, status,
					message(method, url, "rejected", status, "redirect to " + location + " is not followed"));
		}
		return switch (status) {
			case 401, 403 -> new UpstreamException.Unauthorised(this.upstream,
					message(method, url, "not authorised", status, words));
			case 404, 410 ->
				new UpstreamException.Gone(this.upstream, message(method, url, "not found", status, words));
			case 408, 425 -> new UpstreamException.Transient(this.upstream,
					message(method, url, "failed", status, words), null, awayUntil());
			default -> (status < 500)
					? new UpstreamException.Rejected(this.upstream, status,
							message(method, url, "rejected", status, words))
					: new UpstreamException.Transient(this.upstream, message(method, url, "failed", status, words),
							null, awayUntil());
		};
	}

	/**
	 * No answer, or half of one.
	 * @param method the method
	 * @param url the URL
	 * @param cause what happened on the network
	 * @return a passing fault
	 */
	UpstreamException failed(HttpMethod method, URI url, IOException cause) {
		String detail = cause.getClass().getSimpleName() + ": " + cause.getMessage();
		return new UpstreamException.Transient(this.upstream, message(method, url, "failed", null, detail), cause,
				awayUntil());
	}

	/**
	 * A 2xx answer that can't be understood: another program than the upstream, such as a
	 * proxy, may have sent it.
	 * @param method the method
	 * @param path the path
	 * @param cause why not, or {@code null} for an empty answer
	 * @return a passing fault
	 */
	UpstreamException unreadable(HttpMethod method, String path, @Nullable Throwable cause) {
		return new UpstreamException.Transient(this.upstream, limited(this.upstream + " " + method + " " + path
				+ " failed (the answer " + ((cause != null) ? "could not be read" : "is empty") + ")"), cause);
	}

	/**
	 * An answer beyond the bound. Another attempt would get it again.
	 * @param method the method
	 * @param url the URL
	 * @param cause which bound
	 * @return a refusal
	 */
	UpstreamException tooLarge(HttpMethod method, URI url, HttpPool.TooLargeException cause) {
		return new UpstreamException.Rejected(this.upstream, 200,
				message(method, url, "rejected", null, String.valueOf(cause.getMessage())));
	}

	/**
	 * A URL of another origin, which must not see the credentials.
	 * @param method the method
	 * @param url the URL
	 * @return a refusal
	 */
	UpstreamException foreign(HttpMethod method, URI url) {
		return new UpstreamException.Rejected(this.upstream, 200,
				limited(this.upstream + " " + method + " " + withoutQuery(url.toString())
						+ " rejected (not the configured host, so no credentials are sent there)"));
	}

	/**
	 * A call without credentials.
	 * @param method the method
	 * @param url the URL
	 * @param hint how to set them
	 * @return the lack of authorisation
	 */
	UpstreamException withoutCredentials(HttpMethod method, URI url, String hint) {
		return new UpstreamException.Unauthorised(this.upstream,
				message(method, url, "not authorised", null, "no credentials are configured: " + hint));
	}

	private String message(HttpMethod method, URI url, String verdict, @Nullable Integer status, String detail) {
		StringBuilder text = new StringBuilder().append(this.upstream)
			.append(' ')
			.append(method)
			.append(' ')
			.append(url.getRawPath())
			.append(' ')
			.append(verdict)
			.append(" (");
		if (status != null) {
			text.append(status).append(detail.isEmpty() ? "" : ": ");
		}
		return limited(text.append(detail).append(')').toString());
	}

	private static String withoutQuery(@Nullable String url) {
		return (url != null) ? url.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//") : "nowhere";
	}

	private static String limited(String message) {
		return UpstreamWords.shortened(message, MAX_MESSAGE);
	}

}
