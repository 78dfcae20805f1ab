package io.github.githubjirasync.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Cuts the connection when an answer turns out larger than the bound. It sits below the
 * response object, because closing that one would first read the rest of the body,
 * however long it is, to save the connection.
 */
final class BoundedResponse implements ExecChainHandler {

	private final long maxBytes;

	BoundedResponse(long maxBytes) {
		this.maxBytes = maxBytes;
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ClassicHttpResponse response = chain.proceed(request, scope);
		HttpEntity entity = response.getEntity();
		if (entity != null) {
			response.setEntity(new BoundedEntity(entity, this.maxBytes, scope.execRuntime::discardEndpoint));
		}
		return response;
	}

	/** An answer was larger than the bound. */
	static final class TooLargeException extends IOException {

		private static final long serialVersionUID = 1L;

		TooLargeException(long maxBytes) {
			super("the answer is larger than " + maxBytes + " bytes");
		}

	}

	private static final class BoundedEntity extends HttpEntityWrapper {

		private final long maxBytes;

		private final Runnable cut;

		BoundedEntity(HttpEntity entity, long maxBytes, Runnable cut) {
			super(entity);
			this.maxBytes = maxBytes;
			this.cut = cut;
		}

		@Override
		public InputStream getContent() throws IOException {
			return new BoundedStream(super.getContent(), this.maxBytes, this.cut);
		}

	}

	private static final class BoundedStream extends FilterInputStream {

		private final long maxBytes;

		private final Runnable cut;

		private long count;

		BoundedStream(InputStream in, long maxBytes, Runnable cut) {
			super(in);
			this.maxBytes = maxBytes;
			this.cut = cut;
		}

		@Override
		public int read() throws IOException {
			int value = super.read();
			if (value != -1) {
				count(1);
			}
			return value;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			if (read > 0) {
				count(read);
			}
			return read;
		}

		@Override
		public void close() throws IOException {
			if (this.count <= this.maxBytes) {
				super.close();
			}
		}

		private void count(int read) throws IOException {
			this.count += read;
			if (this.count > this.maxBytes) {
				this.cut.run();
				throw new TooLargeException(this.maxBytes);
			}
		}

	}

}
