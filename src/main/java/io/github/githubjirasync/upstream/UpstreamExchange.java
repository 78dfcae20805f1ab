package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Sends one call: with credentials and to the upstream's own origin only, when its guard
 * lets it through, along redirects within the origin, and reads the whole answer, so that
 * no fault of the network shows up later. Nothing comes after it.
 */
final class UpstreamExchange implements ClientHttpRequestInterceptor {

	private static final int MAX_REDIRECTS = 3;

	/** Those that GitHub asks to follow with the same method and body. */
	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

	private static final byte[] NO_BODY = {};

	private final Upstream upstream;

	private final HttpSettings settings;

	private final HttpPool pool;

	private final Credentials credentials;

	private final UpstreamErrors errors;

	private final @Nullable UpstreamGuard guard;

	private final @Nullable KnownAnswers known;

	UpstreamExchange(Upstream upstream, HttpSettings settings, HttpPool pool, Credentials credentials,
			UpstreamErrors errors, @Nullable UpstreamGuard guard, @Nullable KnownAnswers known) {
		this.upstream = upstream;
		this.settings = settings;
		this.pool = pool;
		this.credentials = credentials;
		this.errors = errors;
		this.guard = guard;
		this.known = known;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
		if (!this.settings.sameOrigin(request.getURI())) {
			throw this.errors.foreign(request.getMethod(), request.getURI());
		}
		String path = this.settings.below(request.getURI());
		Authorization authorization = authorize(request, path);
		Answer answer = guarded(request, body, authorization);
		if (answer.status() == 401 && this.credentials.renew(path, authorization)) {
			return guarded(request, body, authorize(request, path));
		}
		return answer;
	}

	private Authorization authorize(HttpRequest request, String path) {
		Authorization authorization = credentials(path);
		if (authorization == null) {
			throw this.errors.withoutCredentials(request.getMethod(), request.getURI(), this.credentials.hint());
		}
		if (!authorization.header().isEmpty()) {
			request.getHeaders().set(HttpHeaders.AUTHORIZATION, authorization.header());
		}
		return authorization;
	}

	/** That a token cannot be had says nothing of what is asked for with it. */
	private @Nullable Authorization credentials(String path) {
		try {
			return this.credentials.authorize(path);
		}
		catch (UpstreamException.Gone | UpstreamException.Rejected ex) {
			throw new UpstreamException.Unauthorised(this.upstream,
					"No token: " + Objects.requireNonNullElse(ex.getMessage(), ex.getClass().getSimpleName()));
		}
	}

	private Answer guarded(HttpRequest request, byte[] body, Authorization authorization) {
		try {
			String account = account(authorization);
			Answer before = known(request, account);
			Answer answer = (this.guard != null) ? guarded(request, body, account, this.guard) : along(request, body);
			return (this.known != null && request.getMethod() == HttpMethod.GET)
					? this.known.resolve(account, request.getURI(), before, answer) : answer;
		}
		catch (Failure ex) {
			throw this.errors.failed(ex.method, ex.url, ex.failure);
		}
	}

	private Answer guarded(HttpRequest request, byte[] body, String account, UpstreamGuard by) {
		try (UpstreamGuard.Call call = by.enter(request.getMethod(), request.getURI(), account, this.errors)) {
			Answer answer;
			try {
				answer = along(request, body);
			}
			catch (Failure ex) {
				call.failed(ex.failure, () -> answers(request));
				throw ex;
			}
			if (answer.sick()) {
				call.failed(new IOException("status " + answer.status()), () -> answers(request));
			}
			else {
				String words = (answer.status() < 400) ? "" : UpstreamWords.read(answer.body());
				call.answered(answer.status(), answer.getHeaders(), words);
			}
			return answer;
		}
	}

	/** No brace may come into the names of keys that share a tag. */
	private String account(Authorization authorization) {
		URI root = this.settings.baseUrl();
		String host = root.getHost() + ((root.getPort() != -1) ? "-" + root.getPort() : "");
		String name = this.upstream.name() + "-" + host
				+ (authorization.account().isEmpty() ? "" : "-" + authorization.account());
		return name.toLowerCase(Locale.ROOT).replaceAll("[{}\\s]", "");
	}

	/** Asks only for what is new, if there is an answer from before. */
	private @Nullable Answer known(HttpRequest request, String account) {
		if (this.known == null || request.getMethod() != HttpMethod.GET) {
			return null;
		}
		Answer before = this.known.find(account, request.getURI());
		String tag = (before != null) ? before.getHeaders().getETag() : null;
		if (tag != null) {
			request.getHeaders().set(HttpHeaders.IF_NONE_MATCH, tag);
		}
		return before;
	}

	private Answer along(HttpRequest request, byte[] body) {
		HttpRequest next = request;
		for (int redirects = 0;; redirects++) {
			Answer answer = send(next, body);
			URI target = redirectTarget(next.getURI(), answer);
			if (target == null || redirects == MAX_REDIRECTS) {
				return answer;
			}
			next = new Instead(request, request.getMethod(), target);
		}
	}

	private Answer send(HttpRequest request, byte[] body) {
		Duration bound = (this.guard != null) ? this.guard.totalTimeout() : Duration.ofHours(1);
		return send(request, body, bound);
	}

	private Answer send(HttpRequest request, byte[] body, Duration bound) {
		try {
			return this.pool.send(request.getMethod(), request.getURI(), request.getHeaders(), body, bound);
		}
		catch (HttpPool.TooLargeException ex) {
			throw this.errors.tooLarge(request.getMethod(), request.getURI(), ex);
		}
		catch (IOException ex) {
			throw new Failure(request.getMethod(), request.getURI(), ex);
		}
	}

	/** Whether the upstream answers at all. */
	private boolean answers(HttpRequest request) {
		UpstreamGuard with = this.guard;
		if (with == null) {
			return true;
		}
		URI probe = URI.create(this.settings.baseUrl() + with.probePath());
		try {
			return !send(new Instead(request, HttpMethod.GET, probe), NO_BODY, with.probeTimeout()).sick();
		}
		catch (Failure | UpstreamException ex) {
			return false;
		}
	}

	private @Nullable URI redirectTarget(URI from, Answer answer) {
		String location = answer.getHeaders().getFirst(HttpHeaders.LOCATION);
		if (location == null || !REDIRECTS.contains(answer.status())) {
			return null;
		}
		try {
			URI target = from.resolve(location);
			return this.settings.sameOrigin(target) ? target : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** No answer, or half of one. */
	private static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient HttpMethod method;

		private final transient URI url;

		private final transient IOException failure;

		Failure(HttpMethod method, URI url, IOException failure) {
			super(null, failure, false, false);
			this.method = method;
			this.url = url;
			this.failure = failure;
		}

	}

	/** A request with another method or URL. */
	private static final class Instead extends HttpRequestWrapper {

		private final HttpMethod method;

		private final URI target;

		Instead(HttpRequest request, HttpMethod method, URI target) {
			super(request);
			this.method = method;
			this.target = target;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.target;
		}

	}

}
