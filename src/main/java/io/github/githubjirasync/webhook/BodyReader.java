package io.github.githubjirasync.webhook;

import java.io.IOException;
import java.io.InputStream;

import io.github.githubjirasync.sync.Origin;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.unit.DataSize;

/**
 * Reads the raw bytes of a body, once and within a bound.
 */
final class BodyReader {

	private final int maxSize;

	BodyReader(DataSize maxSize) {
		this.maxSize = Math.toIntExact(maxSize.toBytes());
	}

	/**
	 * Reads the body.
	 * @param origin who sends it
	 * @param request the request, whose body must not have been read
	 * @return the raw bytes
	 * @throws RefusedException if the body is too large or does not arrive whole
	 */
	byte[] read(Origin origin, HttpServletRequest request) {
		if (request.getContentLengthLong() > this.maxSize) {
			throw RefusedException.tooLarge(origin);
		}
		try {
			InputStream in = request.getInputStream();
			byte[] body = in.readNBytes(this.maxSize);
			if (body.length == this.maxSize && in.read() != -1) {
				throw RefusedException.tooLarge(origin);
			}
			return body;
		}
		catch (IOException ex) {
			throw RefusedException.incomplete(origin);
		}
	}

}
