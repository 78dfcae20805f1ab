package io.github.githubjirasync.upstream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.RetryableRequestException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;

/**
 * Collects one answer, up to a bound after it was unpacked, for the thread that waits for
 * it.
 */
final class AnswerListener implements Response.Listener {

	private final CountDownLatch ended = new CountDownLatch(1);

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private final long maxBytes;

	private volatile boolean begun;

	private volatile @Nullable Result result;

	AnswerListener(long maxBytes) {
		this.maxBytes = maxBytes;
	}

	@Override
	public void onBegin(Response response) {
		this.begun = true;
	}

	@Override
	public void onContent(Response response, ByteBuffer content) {
		if (this.body.size() + (long) content.remaining() > this.maxBytes) {
			response.abort(new HttpPool.TooLargeException(this.maxBytes));
			return;
		}
		byte[] bytes = new byte[content.remaining()];
		content.get(bytes);
		this.body.writeBytes(bytes);
	}

	@Override
	public void onComplete(Result completed) {
		this.result = completed;
		this.ended.countDown();
	}

	/** Waits for the end, which the client bounds; returns what failed. */
	@Nullable Throwable await() throws InterruptedException {
		this.ended.await();
		Result end = result();
		return (end.getResponseFailure() != null) ? end.getResponseFailure() : end.getRequestFailure();
	}

	/** Whether a request that failed so may be sent once more. */
	boolean repeatable(HttpMethod method, Throwable failure) {
		if (failure instanceof ConnectException || failure instanceof RetryableRequestException) {
			return true;
		}
		boolean closed = failure instanceof EOFException || failure instanceof SocketException
				|| failure instanceof ClosedChannelException;
		return closed && !this.begun && method == HttpMethod.GET;
	}

	Answer answer() {
		Response response = result().getResponse();
		HttpHeaders headers = new HttpHeaders();
		response.getHeaders().forEach((field) -> headers.add(field.getName(), field.getValue()));
		return new Answer(HttpStatusCode.valueOf(response.getStatus()),
				Objects.requireNonNullElse(response.getReason(), ""), headers, this.body.toByteArray());
	}

	private Result result() {
		return Objects.requireNonNull(this.result, "the answer has not ended");
	}

}
