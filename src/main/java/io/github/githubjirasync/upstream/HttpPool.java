package io.github.githubjirasync.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * The connections to one upstream, and how one request goes over them: bounded in time
 * and size, and repeated once, at once, where no byte of it was sent, or for a GET, where
 * no byte of an answer came, as happens to a connection that has just gone stale.
 * Everything else is for the job's retry: two layers of retries would multiply. Over
 * HTTP/2 a request that is given up leaves the others on its connection alone.
 */
final class HttpPool implements AutoCloseable {

	/** By so much two clocks may differ on when a time is over. */
	private static final Duration CLOCKS = Duration.ofMillis(50);

	private final HttpSettings settings;

	private final HttpClient client;

	/** Over HTTP/2 the number of connections does not bound the calls. */
	private final Semaphore places;

	private HttpPool(HttpSettings settings, HttpClient client) {
		this.settings = settings;
		this.client = client;
		this.places = new Semaphore(settings.maxConnections());
	}

	/**
	 * Opens a pool without connections.
	 * @param settings where it leads and what its bounds are
	 * @param tls whom it trusts
	 * @return the pool
	 */
	static HttpPool open(HttpSettings settings, SSLContext tls) {
		return new HttpPool(settings, HttpTransport.start(settings, tls));
	}

	/**
	 * Trusts others from now on, for new connections.
	 * @param tls whom
	 */
	void trust(SSLContext tls) {
		try {
			this.client.getSslContextFactory().reload((factory) -> factory.setSslContext(tls));
		}
		catch (Exception ex) {
			throw new IllegalStateException("The certificates cannot be changed", ex);
		}
	}

	/**
	 * Sends a request and reads the whole answer.
	 * @param method the method
	 * @param url an absolute URL
	 * @param headers the headers
	 * @param body the body, or nothing
	 * @param bound longest time for all of it
	 * @return the answer, unpacked
	 * @throws TooLargeException if the answer is too large
	 * @throws IOException if there was no answer, or half of one
	 */
	Answer send(HttpMethod method, URI url, HttpHeaders headers, byte[] body, Duration bound) throws IOException {
		long end = System.nanoTime() + bound.toNanos();
		if (!place()) {
			throw new InterruptedIOException(
					"no free connection within " + this.settings.connectTimeout().toMillis() + " ms");
		}
		try {
			AnswerListener listener = new AnswerListener(this.settings.maxResponseSize().toBytes());
			Throwable failure = exchange(listener, method, url, headers, body, end);
			if (failure != null && listener.repeatable(method, failure) && System.nanoTime() < end) {
				listener = new AnswerListener(this.settings.maxResponseSize().toBytes());
				failure = exchange(listener, method, url, headers, body, end);
			}
			if (failure != null) {
				throw explained(failure, end, bound);
			}
			return listener.answer();
		}
		finally {
			this.places.release();
		}
	}

	private boolean place() throws IOException {
		try {
			return this.places.tryAcquire(this.settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted");
		}
	}

	private @Nullable Throwable exchange(AnswerListener listener, HttpMethod method, URI url, HttpHeaders headers,
			byte[] body, long end) throws IOException {
		long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
		Request request = this.client.newRequest(url)
			.method(method.name())
			.idleTimeout(this.settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)
			.timeout(left, TimeUnit.MILLISECONDS)
			.headers((fields) -> headers.forEach((name, values) -> {
				if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
					values.forEach((value) -> fields.add(name, value));
				}
			}));
		if (body.length > 0) {
			request.body(new BytesRequestContent(body));
		}
		request.send(listener);
		try {
			return listener.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			InterruptedIOException interrupted = new InterruptedIOException("interrupted");
			request.abort(interrupted);
			throw interrupted;
		}
	}

	private IOException explained(Throwable failure, long end, Duration bound) {
		if (failure instanceof TimeoutException) {
			return (end - System.nanoTime() < CLOCKS.toNanos())
					? new InterruptedIOException("no whole answer within " + bound.toMillis() + " ms")
					: new SocketTimeoutException(
							"no byte within " + this.settings.responseTimeout().toMillis() + " ms");
		}
		if (failure instanceof SSLException tls) {
			return TlsFailure.explained(tls, this.settings.baseUrl().getHost());
		}
		if (failure instanceof EOFException || failure instanceof ClosedChannelException) {
			// Its own words tell of buffers and flags.
			IOException closed = new EOFException("the connection was closed before the end of the answer");
			closed.initCause(failure);
			return closed;
		}
		return (failure instanceof IOException io) ? io : new IOException(failure.toString(), failure);
	}

	@Override
	public void close() {
		try {
			this.client.stop();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not close a connection pool", ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not close a connection pool", ex);
		}
	}

	/** An answer was larger than the bound. */
	static final class TooLargeException extends IOException {

		private static final long serialVersionUID = 1L;

		TooLargeException(long maxBytes) {
			super("the answer is larger than " + maxBytes + " bytes");
		}

	}

}
