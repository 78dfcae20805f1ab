package io.github.githubjirasync.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Sends one call: with credentials and to the upstream's own origin only, along redirects
 * within it, and reads the whole answer, so that no fault of the network shows up later.
 */
final class UpstreamExchange implements ClientHttpRequestInterceptor {

	private static final int MAX_REDIRECTS = 3;

	/** Those that GitHub asks to follow with the same method and body. */
	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

	private final HttpSettings settings;

	private final Credentials credentials;

	private final UpstreamErrors errors;

	UpstreamExchange(HttpSettings settings, Credentials credentials, UpstreamErrors errors) {
		this.settings = settings;
		this.credentials = credentials;
		this.errors = errors;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
		String authorization = this.credentials.authorization();
		if (authorization == null) {
			throw this.errors.withoutCredentials(request.getMethod(), request.getURI(), this.credentials.hint());
		}
		if (!this.settings.sameOrigin(request.getURI())) {
			throw this.errors.foreign(request.getMethod(), request.getURI());
		}
		request.getHeaders().set(HttpHeaders.AUTHORIZATION, authorization);
		HttpRequest next = request;
		for (int redirects = 0;; redirects++) {
			Answer answer = send(next, body, execution);
			URI target = redirectTarget(next.getURI(), answer);
			if (target == null || redirects == MAX_REDIRECTS) {
				return answer;
			}
			next = new Redirected(request, target);
		}
	}

	private Answer send(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
		try (ClientHttpResponse response = execution.execute(request, body)) {
			byte[] bytes = response.getBody().readAllBytes();
			return new Answer(response.getStatusCode(), response.getStatusText(), response.getHeaders(), bytes);
		}
		catch (BoundedResponse.TooLargeException ex) {
			throw this.errors.tooLarge(request.getMethod(), request.getURI(), ex);
		}
		catch (IOException ex) {
			throw this.errors.failed(request.getMethod(), request.getURI(), ex);
		}
	}

	private @Nullable URI redirectTarget(URI from, Answer answer) {
		String location = answer.headers.getFirst(HttpHeaders.LOCATION);
		if (location == null || !REDIRECTS.contains(answer.status.value())) {
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

	private static final class Redirected extends HttpRequestWrapper {

		private final URI target;

		Redirected(HttpRequest request, URI target) {
			super(request);
			this.target = target;
		}

		@Override
		public URI getURI() {
			return this.target;
		}

	}

	/** An answer that was read to its end. */
	private static final class Answer implements ClientHttpResponse {

		private final HttpStatusCode status;

		private final String statusText;

		private final HttpHeaders headers;

		private final byte[] body;

		Answer(HttpStatusCode status, String statusText, HttpHeaders headers, byte[] body) {
			this.status = status;
			this.statusText = statusText;
			this.headers = headers;
			this.body = body;
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return this.status;
		}

		@Override
		public String getStatusText() {
			return this.statusText;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public void close() {
			// Nothing is held open.
		}

	}

}
