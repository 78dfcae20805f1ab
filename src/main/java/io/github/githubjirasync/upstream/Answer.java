package io.github.githubjirasync.upstream;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Locale;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer that was read to its end.
 */
final class Answer implements ClientHttpResponse {

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

	int status() {
		return this.status.value();
	}

	byte[] body() {
		return this.body;
	}

	/**
	 * Whether it says that the upstream, or what stands in front of it, is not well; a
	 * page in the place of JSON does.
	 */
	boolean sick() {
		String type = String.valueOf(this.headers.getFirst(HttpHeaders.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
		boolean page = status() == 200 && type.startsWith("text/html");
		boolean limited = status() == 503 && this.headers.containsKey(HttpHeaders.RETRY_AFTER);
		return page || (status() >= 500 && !limited);
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
