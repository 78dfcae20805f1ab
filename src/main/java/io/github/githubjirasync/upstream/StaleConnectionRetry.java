package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Repeats a request once, at once: any when no connection came about, so that no byte was
 * sent; a GET when the upstream closed the connection without a byte of an answer, as
 * happens to a pooled connection that has just gone stale. Everything else is for the
 * job's retry: two layers of retries would multiply.
 */
final class StaleConnectionRetry implements HttpRequestRetryStrategy {

	@Override
	public boolean retryRequest(HttpRequest request, IOException exception, int execCount, HttpContext context) {
		if (execCount > 1 || CallDeadline.over() || exception instanceof ConnectTimeoutException) {
			return false;
		}
		// Refused connections are of this type too.
		boolean unsent = exception instanceof ConnectException;
		boolean unanswered = exception instanceof NoHttpResponseException || exception instanceof SocketException;
		return unsent || (unanswered && Method.GET.isSame(request.getMethod()));
	}

	@Override
	public boolean retryRequest(HttpResponse response, int execCount, HttpContext context) {
		return false;
	}

	@Override
	public TimeValue getRetryInterval(HttpResponse response, int execCount, HttpContext context) {
		return TimeValue.ZERO_MILLISECONDS;
	}

}
